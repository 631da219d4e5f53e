import { factRule } from './fact-rule.ts';

export const mutuallyExclusiveFields = factRule({
  id: 'mutually-exclusive-fields',
  formerIds: ['exclusive-fields'],
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  summary: 'Two or more mutually exclusive fields are set.',
});
