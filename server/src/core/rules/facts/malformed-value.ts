import { factRule } from './fact-rule.ts';

export const malformedValue = factRule({
  id: 'malformed-value',
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  summary: 'A text does not have the form that is read from it.',
});
