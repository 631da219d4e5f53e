import { schemaRule } from './schema-rule.ts';

export const requiredField = schemaRule('required-field', 'A field that the kind requires is missing.');
