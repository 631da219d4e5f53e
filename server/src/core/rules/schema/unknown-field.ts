import { schemaRule } from './schema-rule.ts';

export const unknownField = schemaRule('unknown-field', 'A field that the kind does not have.');
