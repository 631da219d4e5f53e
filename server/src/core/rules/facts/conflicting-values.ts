import { factRule } from './fact-rule.ts';

export const conflictingValues = factRule({
  id: 'conflicting-values',
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  summary: 'Two fields of an object have conflicting values.',
});
