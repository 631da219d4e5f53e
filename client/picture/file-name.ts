/** In UTF-16 code units. File systems allow 255 bytes. */
const MAX_LENGTH = 60;

/** Returns a valid file name for an object, whose name is any text of a manifest. It is never a path. */
export function fileName(name: string, extension: string): string {
  const valid = name
    .slice(0, MAX_LENGTH)
    .replace(/[\p{C}/\\:*?"<>|]+/gu, '-')
    .replace(/^[.\s-]+/, '')
    .replace(/[.\s-]+$/, '');
  // Windows reserves these names, with any extension.
  const isReserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(valid);
  return `${valid === '' || isReserved ? 'cluster' : valid}.${extension}`;
}
