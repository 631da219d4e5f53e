import { schemaRule } from './schema-rule.ts';

export const brokenRule = schemaRule(
  'broken-rule',
  'Fields of the object contradict each other, by a rule of its kind.',
);
