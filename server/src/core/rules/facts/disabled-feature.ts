import { factRule } from './fact-rule.ts';

export const disabledFeature = factRule({
  id: 'disabled-feature',
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  summary: 'Something needs a feature gate that is off unless somebody turns it on.',
});
