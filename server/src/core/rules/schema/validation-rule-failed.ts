import { schemaRule } from './schema-rule.ts';

export const validationRuleFailed = schemaRule(
  'validation-rule-failed',
  'Values that violate a validation rule (CEL), or `oneOf`, `anyOf`, `allOf` or `not` in the schema of the kind.',
  ['broken-rule'],
);
