/**
 * The documents that the client sends to the server: YAML files, unsaved YAML documents and JSON files. The server ignores
 * JSON that is not a manifest.
 */
export const DOCUMENTS = [
  ...['yaml', 'json'].map((language) => ({ language, scheme: 'file' })),
  { language: 'yaml', scheme: 'untitled' },
];

/** The documents for which the language status is shown. */
export const YAML_DOCUMENTS = [
  { language: 'yaml', scheme: 'file' },
  { language: 'yaml', scheme: 'untitled' },
];
