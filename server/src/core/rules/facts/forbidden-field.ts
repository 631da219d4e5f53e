import { factRule } from './fact-rule.ts';

export const forbiddenField = factRule({
  id: 'forbidden-field',
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  summary: 'Something is written that must not be, there or beside the rest.',
});
