/** Names for the same thing: the fields of the kinds, and what people write instead. */
export const METAL3_FIELD_SYNONYMS: readonly (readonly string[])[] = [
  ['link', 'interface', 'nic'],
  ['image', 'img'],
  ['checksumType', 'checksumAlgorithm'],
  ['format', 'diskFormat', 'imageFormat'],
  ['url', 'source', 'uri'],
  ['parameters', 'options'],
];
