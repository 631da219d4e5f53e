/** The folder of a URI, with its slash at the end. */
export function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1);
}

/** The next greater one: the folder of a file or folder, and '' around all. */
export function containerAround(container: string): string {
  return folderOf(container.endsWith('/') ? container.slice(0, -1) : container);
}

/** A file, the folders around it, the closest first, and '' around all. */
export function containersOf(uri: string): readonly string[] {
  const containers = [uri];
  for (let each = uri; each !== ''; each = containerAround(each)) containers.push(containerAround(each));
  return containers;
}

/** Whether a file is that file, or lies somewhere below that folder. */
export function isWithin(uri: string, container: string): boolean {
  return uri === container || ((container === '' || container.endsWith('/')) && uri.startsWith(container));
}
