import { schemaRule } from './schema-rule.ts';

export const outOfBounds = schemaRule(
  'out-of-bounds',
  'A number, text, list or object is smaller or larger than its kind allows.',
);
