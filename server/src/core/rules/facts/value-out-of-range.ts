import { factRule } from './fact-rule.ts';

export const valueOutOfRange = factRule({
  id: 'value-out-of-range',
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  summary: 'A number lies outside of what the provider takes.',
});
