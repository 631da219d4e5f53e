/**
 * The documents the server is asked about: YAML on disk, YAML that is not saved yet, and JSON, of which it has nothing to say
 * unless it is a manifest.
 */
export const DOCUMENTS = [
  ...['yaml', 'json'].map((language) => ({ language, scheme: 'file' })),
  { language: 'yaml', scheme: 'untitled' },
];

/** Those in which people look for the state of the server. */
export const YAML_DOCUMENTS = [
  { language: 'yaml', scheme: 'file' },
  { language: 'yaml', scheme: 'untitled' },
];
