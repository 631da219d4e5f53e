import type { JsonValue } from '../schemas/structural-schema.ts';
import type { Node } from '../syntax/node.ts';

/**
 * A YAML tree that can be rearranged without losing its text. Every entry carries the text around it: comment lines
 * above it, the text between key and value, and the rest of its line. Drafts are mutable and live during one
 * migration; `writeDraft` returns the text.
 */
export type Draft = DraftMap | DraftList | DraftScalar;

export interface DraftMap {
  readonly kind: 'map';
  readonly flow: boolean;
  /** The column of the keys in the source, for a block map. */
  readonly column: number;
  /** A block map that starts on the line of a dash. */
  readonly isInline: boolean;
  readonly entries: DraftEntry[];
  /**
   * In flow style, the text between the last entry (or the opening brace) and the closing brace. In block style,
   * comment lines of a map that has no entries left.
   */
  tail: string;
  /** A flow map whose keys have quotes, as in JSON. */
  readonly isQuoted?: boolean;
  /** Absent for a value that the migration wrote. */
  readonly source?: Node;
}

export interface DraftList {
  readonly kind: 'list';
  readonly flow: boolean;
  /** The column of the dashes in the source, for a block list. */
  readonly column: number;
  /** A block list that starts on the line of another dash. */
  readonly isInline: boolean;
  readonly items: DraftItem[];
  tail: string;
  readonly source?: Node;
}

/** A scalar, or an alias. */
export interface DraftScalar {
  readonly kind: 'scalar';
  /** As written, with quotes, or the header and lines of a block scalar. */
  readonly text: string;
  /** Absent for a value that the migration wrote. */
  readonly source?: Node;
  /** For an alias whose anchor is expected to change: the value after the migration. */
  readonly expected?: JsonValue;
}

/** The text around a value. In block style `lead` and `after` are complete lines with the indentation of the source. */
interface Surroundings {
  /** Comment lines directly above; in flow style, everything after the previous comma. */
  lead: string;
  value: Draft;
  /** The rest of the line after the value, with its line ending; in flow style, everything up to the comma. */
  trail: string;
  /** Blank lines and comments that follow and do not belong to the next entry. */
  after: string;
}

export interface DraftEntry extends Surroundings {
  key: string;
  /** The key as written, with quotes. */
  keyText: string;
  /** From the key to the value: the colon, spaces, an anchor, a tag, comments. Of a block value only complete lines. */
  gap: string;
  /** Where the entry is written in the source: the spans of its key and its value. */
  readonly start: number;
  readonly end: number;
}

export interface DraftItem extends Surroundings {
  /** In block style, the text between the dash and the value. */
  gap: string;
}

/** How the author writes: what new text follows. */
export interface DraftStyle {
  readonly eol: string;
  /** Spaces per level. */
  readonly step: number;
  /** Whether an alias in the way of a change is replaced by a copy, or its anchor is expected to change likewise. */
  readonly copiesAliases: boolean;
  /** The document is JSON. */
  readonly isJson: boolean;
  /** How far the dashes of a list stand right of its key: 0 or more. */
  readonly dashOffset: number;
}

export function draftEntry(map: Draft | undefined, key: string): DraftEntry | undefined {
  if (map?.kind !== 'map') return undefined;
  // As Kubernetes does, the last of duplicate keys.
  for (let index = map.entries.length - 1; index >= 0; index--)
    if (map.entries[index]?.key === key) return map.entries[index];
  return undefined;
}
