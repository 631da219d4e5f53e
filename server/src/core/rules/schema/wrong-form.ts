import { schemaRule } from './schema-rule.ts';

export const wrongForm = schemaRule('wrong-form', 'A text does not have the form that its kind wants.');
