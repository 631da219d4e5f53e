/** What the host states about a path that a manifest names. The engine does not read the disk. */
export type PathState =
  | { readonly kind: 'file' }
  | { readonly kind: 'folder'; readonly hasKustomization: boolean }
  /** `folder`: the URI of the nearest folder around the path that exists, without a trailing slash. */
  | { readonly kind: 'missing'; readonly folder: string; readonly entries: readonly FolderEntry[] }
  /** The host cannot see the path, or something generates it. */
  | { readonly kind: 'unknown' };

export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}
