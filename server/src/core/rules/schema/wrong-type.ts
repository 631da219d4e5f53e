import { schemaRule } from './schema-rule.ts';

export const wrongType = schemaRule('wrong-type', 'A field holds a value of another type than its kind wants.');
