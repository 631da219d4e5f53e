import { schemaRule } from './schema-rule.ts';

export const wrongType = schemaRule('wrong-type', 'A value of another type than the schema requires.');
