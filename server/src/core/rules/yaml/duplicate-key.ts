import { schemaRule } from '../schema/schema-rule.ts';

export const duplicateKey = schemaRule('duplicate-key', 'A key stands twice in one object.');
