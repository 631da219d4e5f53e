import { factRule } from './fact-rule.ts';

export const conflictingValues = factRule({
  id: 'conflicting-values',
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  summary: 'Two values of an object that contradict each other.',
});
