/** Names for the same thing: the fields of the kinds, and what people write instead. */
export const KAMAJI_CONTROL_PLANE_FIELD_SYNONYMS: readonly (readonly string[])[] = [
  ['serviceType', 'type'],
  ['servicePort', 'port'],
  ['serviceAnnotations', 'annotations'],
  ['serviceLabels', 'labels'],
  ['dataStoreName', 'dataStore', 'datastore'],
];
