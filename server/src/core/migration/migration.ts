import type { JsonValue, StructuralSchema } from '../schemas/structural-schema.ts';
import type { NodePath } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { Span } from '../text/span.ts';

/**
 * How the documents of a kind change from one API version to another: a table of field moves, in the order in which
 * they apply. What the table does not name stays.
 */
export interface Migration {
  readonly group: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly moves: readonly Move[];
  /**
   * Fields that stay when they are empty (`{}` or `[]`), because presence alone has a meaning: ends of paths, or `all`
   * but those that the new version rejects.
   */
  readonly keepsEmpty?: readonly string[] | 'all';
  /** Where an object of the new version names versions of other objects. */
  readonly follows?: Follows;
  /** The project and the file of the conversion code. */
  readonly source: string;
  /** The newest release whose conversion code the table was compared with. */
  readonly verifiedUpTo: string;
}

/** Places that name other objects with their apiVersion, by the paths of the new version. */
export interface Follows {
  readonly references: readonly string[];
  /** Lists of JSON patch operations for objects of the kind that a selector next to them names. */
  readonly patches?: { readonly at: string; readonly selector: string; readonly operations: string };
}

/**
 * One field that changes. Paths are keys joined with dots; `[]` is any item of a list. A destination has the same items
 * as the origin.
 */
export type Move = Rename | Convert | Split | Remove | Fill | Block;

/** The field and everything below it moves, and keeps its value. */
export interface Rename {
  readonly how: 'rename';
  readonly at: string;
  readonly to: string;
}

/** The field moves, and its value gets another form. */
export interface Convert {
  readonly how: 'convert';
  readonly at: string;
  readonly to: string;
  readonly as: Conversion;
}

/** The field becomes several fields with the same, converted, value. */
export interface Split {
  readonly how: 'split';
  readonly at: string;
  readonly to: readonly string[];
  readonly as: Conversion;
}

/** The field has no successor. */
export interface Remove {
  readonly how: 'remove';
  readonly at: string;
  /** Why, and what to do instead, as a sentence. Absent for fields without an effect. */
  readonly reason?: string;
  /** Values for which nothing needs to be reported: the new version behaves like that anyway. */
  readonly harmless?: readonly JsonValue[];
  /** Another field of the object: nothing needs to be reported where it has the same value, or none. */
  readonly sameAs?: string;
  /** What an author may want instead of nothing. */
  readonly instead?: { readonly title: string; readonly field: string; readonly value: boolean | number | string };
}

/** The field is required in the new version, and gets a value where the object around it exists without it. */
export interface Fill {
  readonly how: 'fill';
  readonly at: string;
  readonly value: number | string | { readonly label: string };
}

/** The new version cannot express the field. The document stays as it is. */
export interface Block {
  readonly how: 'block';
  readonly at: string;
  readonly reason: string;
}

export type Conversion =
  /** A Go duration becomes whole seconds. `dropsZero`: conversion treats less than a second as not set. */
  | { readonly form: 'seconds'; readonly dropsZero?: boolean; readonly defaultsTo?: number }
  /** A map becomes a list: the key goes into `name`, the value into `value`, or its fields next to the name. */
  | { readonly form: 'list'; readonly name: string; readonly value?: string }
  /** `group/version` becomes `group`. */
  | { readonly form: 'group' };

/** What a migration could not decide, or changed in meaning. Offsets count from the start of the document's text. */
export interface Leftover {
  readonly start: number;
  readonly end: number;
  readonly path: string;
  /** `blocked`: the document was not changed, because the result would be rejected or could not be verified. */
  readonly severity: 'blocked' | 'check';
  readonly message: string;
  readonly choices: readonly Choice[];
}

/** One of the answers to a leftover. */
export interface Choice {
  readonly title: string;
  /** Passed back to the migration to apply the choice. */
  readonly id: string;
}

/** What a migration needs to know. */
export interface MigrationContext {
  readonly migrations: readonly Migration[];
  /** The version that a kind is to have; undefined for kinds that stay as they are. */
  readonly target: (group: string, kind: string) => string | undefined;
  /** The schema of a version, for what it requires and rejects. */
  readonly schema: (group: string, kind: string, version: string) => StructuralSchema | undefined;
  /** The ids of the choices that an author made. */
  readonly choices?: ReadonlySet<string>;
  /** What the API server rejects in a document: of a document before the migration, and of one after it. */
  readonly problems?: (uri: string, document: ManifestDocument, isMigrated: boolean) => readonly ObjectProblem[];
}

export interface ObjectProblem {
  readonly path: NodePath;
  readonly span: Span;
  /** A sentence. */
  readonly message: string;
}

/** Whom a patch of a kustomization is for, as far as it says. */
export interface PatchTarget {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
}
