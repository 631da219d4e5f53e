import { factRule } from './fact-rule.ts';

export const valueNotSupported = factRule({
  id: 'value-not-supported',
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  summary: 'A value is none of those that the provider takes.',
});
