import type { ManifestDocument, Resource } from '../../core/index.ts';

/** Returns the objects of a document of the workspace. */
export type ResourcesIn = (document: ManifestDocument) => readonly Resource[];
