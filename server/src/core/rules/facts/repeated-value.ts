import { factRule } from './fact-rule.ts';

export const repeatedValue = factRule({
  id: 'repeated-value',
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  summary: 'A value stands twice where each must stand once.',
});
