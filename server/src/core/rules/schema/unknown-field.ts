import type { Rule } from '../rule.ts';
import { misspelledType } from './misspelled-type.ts';
import { schemaRule } from './schema-rule.ts';

export const unknownField: Rule = {
  ...schemaRule('unknown-field', 'A field that the kind does not have.'),
  checkSource: misspelledType,
};
