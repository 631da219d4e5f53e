import { schemaRule } from './schema-rule.ts';

export const unknownField = schemaRule('unknown-field', 'The document holds a field that its kind does not have.');
