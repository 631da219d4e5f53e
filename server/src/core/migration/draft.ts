import type { JsonValue } from '../schemas/structural-schema.ts';
import type { Node } from '../syntax/node.ts';

/**
 * A YAML tree that can be rearranged without losing its text. Every entry contains the text around it: the comment lines
 * above it, the text between key and value, and the rest of its line. A draft is mutable and used during one migration;
 * `writeDraft` returns the text.
 */
export type Draft = DraftMap | DraftList | DraftScalar;

export interface DraftMap {
  readonly kind: 'map';
  readonly flow: boolean;
  /** The column of the keys in the source, for a block map. */
  readonly column: number;
  /** True for a block map that starts on the line of a dash. */
  readonly isInline: boolean;
  readonly entries: DraftEntry[];
  /**
   * In flow style, the text between the last entry (or the opening brace) and the closing brace. In block style,
   * the comment lines of a map without entries.
   */
  tail: string;
  /** True for a flow map with quoted keys, as in JSON. */
  readonly isQuoted?: boolean;
  /** Absent for a value that the migration wrote. */
  readonly source?: Node;
}

export interface DraftList {
  readonly kind: 'list';
  readonly flow: boolean;
  /** The column of the dashes in the source, for a block list. */
  readonly column: number;
  /** True for a block list that starts on the line of another dash. */
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
  /** Empty lines and comments after the value that do not belong to the next entry. */
  after: string;
}

export interface DraftEntry extends Surroundings {
  key: string;
  /** The key as written, with quotes. */
  keyText: string;
  /**
   * The text from the key to the value: the colon, spaces, an anchor, a tag, comments. Before a block value, only complete
   * lines.
   */
  gap: string;
  /** The span of the entry in the source, from the start of its key to the end of its value. */
  readonly start: number;
  readonly end: number;
}

export interface DraftItem extends Surroundings {
  /** In block style, the text between the dash and the value. */
  gap: string;
}

/** The style of the document, which new text follows. */
export interface DraftStyle {
  readonly eol: string;
  /** Spaces per level. */
  readonly step: number;
  /** True to replace an alias that a change affects with a copy; otherwise, its anchor is expected to change too. */
  readonly copiesAliases: boolean;
  /** True if the document is JSON. */
  readonly isJson: boolean;
  /** The number of columns between a key and the dashes of its list: 0 or more. */
  readonly dashOffset: number;
}

export function draftEntry(map: Draft | undefined, key: string): DraftEntry | undefined {
  if (map?.kind !== 'map') return undefined;
  // As in Kubernetes, the last of duplicate keys applies.
  for (let index = map.entries.length - 1; index >= 0; index--)
    if (map.entries[index]?.key === key) return map.entries[index];
  return undefined;
}
