import { schemaRule } from '../schema/schema-rule.ts';

export const duplicateKey = schemaRule('duplicate-key', 'A key that is set more than once in one mapping.');
