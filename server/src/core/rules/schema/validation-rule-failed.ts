import { schemaRule } from './schema-rule.ts';

export const validationRuleFailed = schemaRule(
  'validation-rule-failed',
  'Fields of the object contradict each other, by a rule of its kind.',
  ['validation-rule-failed'],
);
