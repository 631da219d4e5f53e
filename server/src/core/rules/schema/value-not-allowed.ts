import { schemaRule } from './schema-rule.ts';

export const valueNotAllowed = schemaRule(
  'value-not-allowed',
  'A field holds none of the values that its kind allows.',
);
