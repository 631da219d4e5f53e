import { factRule } from './fact-rule.ts';

export const ignoredField = factRule({
  id: 'ignored-field',
  severity: 'warning',
  effect: 'wrong',
  by: 'webhook',
  tags: ['unnecessary'],
  summary: 'A field that the controller ignores.',
});
