import type { JsonValue, StructuralSchema } from '../schemas/structural-schema.ts';
import type { NodePath } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { Span } from '../text/span.ts';

/**
 * The changes of the documents of a kind from one API version to another: a table of field moves, in the order in which
 * they apply. Other fields are unchanged.
 */
export interface Migration {
  readonly group: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly moves: readonly Move[];
  /**
   * Fields that are kept if they are empty (`{}` or `[]`), because their presence has a meaning: the ends of their paths,
   * or `all` except for fields that the new version rejects.
   */
  readonly keepsEmpty?: readonly string[] | 'all';
  /**
   * The smallest and the largest value that works at a path of the new version, if the schema accepts others: choices
   * offer no value outside of them.
   */
  readonly limits?: Readonly<Record<string, Limits>>;
  /** The fields of the new version that contain versions of other objects. */
  readonly follows?: Follows;
  /** The project and the file of the conversion code. */
  readonly source: string;
  /** The newest release whose conversion code was compared with the table. */
  readonly verifiedUpTo: string;
}

export interface Limits {
  readonly minimum: number;
  readonly maximum: number;
}

/** The paths of the new version at which objects refer to others with an apiVersion. */
export interface Follows {
  readonly references: readonly string[];
  /** Lists of JSON patch operations, with the selector of the kind that they apply to. */
  readonly patches?: {
    readonly at: string;
    readonly selector: string;
    readonly operations: string;
    readonly generated: GeneratedValue;
  };
}

/** A field of an operation that replaces `value`: the controller computes the value from a variable or a Go template. */
export interface GeneratedValue {
  readonly field: string;
  /** The field with the name of a variable. */
  readonly variable: string;
  /** The field with a template. */
  readonly template: string;
  /** Returns a template that prints a variable as a string; undefined for names that need another syntax. */
  readonly print: (variable: string) => string | undefined;
}

/**
 * A change of one field. Paths are keys joined with dots; `[]` is any item of a list. The destination has the same items
 * as the source.
 */
export type Move = Rename | Convert | Split | Remove | Fill | Block;

/** The field moves with its value, including everything below it. */
export interface Rename {
  readonly how: 'rename';
  readonly at: string;
  readonly to: string;
}

/** The field moves, and its value is converted. */
export interface Convert {
  readonly how: 'convert';
  readonly at: string;
  readonly to: string;
  readonly as: Conversion;
}

/** The field becomes several fields with the same converted value. */
export interface Split {
  readonly how: 'split';
  readonly at: string;
  readonly to: readonly string[];
  readonly as: Conversion;
}

/** The field is removed. */
export interface Remove {
  readonly how: 'remove';
  readonly at: string;
  /** The reason, and what to do instead, as a sentence. Absent for fields without an effect. */
  readonly reason?: string;
  /** Values that are not reported, because the new version behaves in the same way. */
  readonly harmless?: readonly JsonValue[];
  /** Another field of the object. Values that are equal to its value are not reported. */
  readonly sameAs?: string;
  /** A field that the user may want instead: a boolean with the inverse meaning. */
  readonly instead?: { readonly title: string; readonly field: string; readonly value: boolean };
}

/** A field that the new version requires. It is added if its parent exists without it. */
export interface Fill {
  readonly how: 'fill';
  readonly at: string;
  readonly value: number | string | { readonly label: string };
}

/** The new version cannot represent the field. The document is not changed. */
export interface Block {
  readonly how: 'block';
  readonly at: string;
  readonly reason: string;
}

export type Conversion =
  /** A Go duration becomes a number of seconds. `dropsZero`: conversion treats less than a second as not set, and the new version requires `minimum`. */
  | { readonly form: 'seconds'; readonly dropsZero?: boolean; readonly defaultsTo?: number; readonly minimum?: number }
  /** A map becomes a list. The key becomes `name`, and the value `value`, or its fields are next to the name. */
  | { readonly form: 'list'; readonly name: string; readonly value?: string }
  /** `group/version` becomes `group`. */
  | { readonly form: 'group' };

/** A decision that the migration does not make, or a change of meaning. Offsets are relative to the document. */
export interface Leftover {
  readonly start: number;
  readonly end: number;
  readonly path: string;
  /** `blocked`: the document was not changed, because the result would be rejected or could not be verified. */
  readonly severity: 'blocked' | 'check';
  readonly message: string;
  readonly choices: readonly Choice[];
  /** True if the user decided to keep the old version: the leftover is not reported. */
  readonly isDecided?: boolean;
  /** The object that the leftover is about, as `Kind/name`. */
  readonly object?: string;
  /** The objects that keep their version because the leftover blocks a patch of them, or them and not their patches. */
  readonly keeps?: readonly KeptObject[];
}

/** An object that keeps its version. Without a name: all objects of the kind. */
export interface KeptObject {
  readonly group: string;
  readonly kind: string;
  readonly name?: string;
}

/** A possible decision about a leftover. */
export interface Choice {
  readonly title: string;
  /** Passed back to the migration to apply the choice; after `Kind/name:`, only to this object. */
  readonly id: string;
  /** True if the object is not migrated. */
  readonly keepsVersion?: boolean;
}

/** The input of a migration in addition to the files. */
export interface MigrationContext {
  readonly migrations: readonly Migration[];
  /** Returns the target version of a kind; undefined for kinds that are not migrated. */
  readonly target: (group: string, kind: string) => string | undefined;
  readonly schema: (group: string, kind: string, version: string) => StructuralSchema | undefined;
  /** The ids of the choices that the user made. */
  readonly choices?: ReadonlySet<string>;
  /** Returns what the API server rejects in a document, before or after the migration. */
  readonly problems?: (uri: string, document: ManifestDocument, isMigrated: boolean) => readonly ObjectProblem[];
}

export interface ObjectProblem {
  readonly path: NodePath;
  readonly span: Span;
  /** A sentence. */
  readonly message: string;
  /** True if the problem is also one of a patch, which is only a part of an object. */
  readonly isOfPart: boolean;
  readonly remedies: readonly Remedy[];
}

/** A change of a migrated document that the user can choose, because the API server rejects it without. */
export interface Remedy {
  readonly title: string;
  /** The end of the id of the choice. */
  readonly decision: string;
  /** The value to write. Absent to remove the field. */
  readonly value?: number;
}

/** The objects that a patch of a kustomization applies to, as far as it specifies them. */
export interface PatchTarget {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  /** A regular expression, as in kustomizations. */
  readonly name?: string;
}
