/** The documents the server is asked about: YAML on disk, and YAML that is not saved yet. */
export const YAML_DOCUMENTS = [
  { language: 'yaml', scheme: 'file' },
  { language: 'yaml', scheme: 'untitled' },
];
