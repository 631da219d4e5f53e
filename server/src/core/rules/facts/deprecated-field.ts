import { factRule } from './fact-rule.ts';

export const deprecatedField = factRule({
  id: 'deprecated-field',
  severity: 'hint',
  effect: 'advice',
  by: 'webhook',
  tags: ['deprecated'],
  summary: 'A deprecated or removed field.',
});
