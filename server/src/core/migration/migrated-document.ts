import type { EditedDocument } from './edit-document.ts';
import type { Migration } from './migration.ts';
import type { Surroundings } from './surroundings.ts';

export interface MigratedDocument extends EditedDocument {
  /** The objects in the document that the migration is for. */
  readonly objects: readonly MigratedObject[];
}

export interface MigratedObject {
  readonly kind: string;
  readonly name?: string;
  readonly from: string;
  readonly to: string;
}

/** Where a document stands, and what it is part of. */
export interface DocumentPlace {
  readonly uri: string;
  readonly surroundings: Surroundings;
  /** A patch: only a part of an object. */
  readonly isPatch: boolean;
  /** What a JSON patch in the document is for. */
  readonly patched?: Migration | undefined;
}
