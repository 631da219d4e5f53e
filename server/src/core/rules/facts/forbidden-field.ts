import { factRule } from './fact-rule.ts';

export const forbiddenField = factRule({
  id: 'forbidden-field',
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  summary: 'A field that must not be set, or not together with other fields.',
});
