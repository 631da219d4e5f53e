/** Names for the same thing: the fields of the kinds, and what people write instead. */
export const BAREMETAL_OPERATOR_FIELD_SYNONYMS: readonly (readonly string[])[] = [
  ['component', 'name'],
  ['macAddress', 'mac', 'bootMACAddress'],
  ['online', 'powerOn', 'poweredOn'],
];
