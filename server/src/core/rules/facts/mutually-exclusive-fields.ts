import { factRule } from './fact-rule.ts';

export const mutuallyExclusiveFields = factRule({
  id: 'mutually-exclusive-fields',
  formerIds: ['exclusive-fields'],
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  summary: 'Fields stand beside each other of which one alone is allowed.',
});
