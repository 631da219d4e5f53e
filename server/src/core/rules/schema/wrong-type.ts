import { schemaRule } from './schema-rule.ts';

export const wrongType = schemaRule('wrong-type', 'A value whose type differs from the one that the schema requires.');
