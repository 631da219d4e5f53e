import { schemaRule } from './schema-rule.ts';

export const duplicateItem = schemaRule('duplicate-item', 'An item stands twice in a list that holds each only once.');
