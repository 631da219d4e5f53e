/** Returns the URI of the folder of a file, with a trailing slash. */
export function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1);
}

/** Returns the URI of the folder of a file, without a trailing slash, as kustomizations and paths name it. */
export function folderPathOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

/** Returns the next enclosing container: the folder of a file or folder, or '' (everything). */
export function containerAround(container: string): string {
  return folderOf(container.endsWith('/') ? container.slice(0, -1) : container);
}

/** Returns a file, its enclosing folders from the innermost, and ''. */
export function containersOf(uri: string): readonly string[] {
  const containers = [uri];
  for (let each = uri; each !== ''; each = containerAround(each)) containers.push(containerAround(each));
  return containers;
}

/** Returns true if a file is `container`, or is below that folder. */
export function isWithin(uri: string, container: string): boolean {
  return uri === container || ((container === '' || container.endsWith('/')) && uri.startsWith(container));
}

/**
 * Returns 0 for the same file, or else 1 plus the number of folders to go up from `uri` to reach one that contains
 * `other`.
 */
export function distanceBetween(uri: string, other: string): number {
  if (uri === other) return 0;
  let folder = folderOf(uri);
  let steps = 1;
  while (!other.startsWith(folder) && folder.length > 1) {
    folder = folderOf(folder.slice(0, -1));
    steps++;
  }
  return steps;
}
