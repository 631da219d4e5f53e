import { factRule } from './fact-rule.ts';

export const disabledFeatureGate = factRule({
  id: 'disabled-feature-gate',
  formerIds: ['disabled-feature'],
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  summary: 'Something needs a feature gate that is off unless somebody turns it on.',
});
