import type { EditedDocument } from './edit-document.ts';
import type { Migration, PatchTarget } from './migration.ts';
import type { Surroundings } from './surroundings.ts';

export interface MigratedDocument extends EditedDocument {
  /** The migrated objects of the document. */
  readonly objects: readonly MigratedObject[];
}

export interface MigratedObject {
  readonly group: string;
  readonly kind: string;
  readonly name?: string;
  readonly from: string;
  readonly to: string;
}

/** The file of a document, and its role there. */
export interface DocumentPlace {
  readonly uri: string;
  readonly surroundings: Surroundings;
  /** True for a patch, which is only a part of an object. */
  readonly isPatch: boolean;
  /** The migration of the objects that a JSON patch in the document applies to. */
  readonly patched?: Migration | undefined;
  /** The targets that kustomizations set for the patches in the document. */
  readonly targets?: readonly PatchTarget[];
}
