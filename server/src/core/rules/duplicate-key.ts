import { schemaRule } from './schema-rule.ts';

export const duplicateKey = schemaRule('duplicate-key', 'A key stands twice in one object.');
