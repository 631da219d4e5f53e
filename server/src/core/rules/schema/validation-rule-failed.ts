import { schemaRule } from './schema-rule.ts';

export const validationRuleFailed = schemaRule(
  'validation-rule-failed',
  'Values that violate a validation rule (CEL) of the kind.',
  ['broken-rule'],
);
