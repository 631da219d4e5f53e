import { factRule } from './fact-rule.ts';

export const disabledFeatureGate = factRule({
  id: 'disabled-feature-gate',
  formerIds: ['disabled-feature'],
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  summary: 'A field or kind that requires a feature gate that is disabled by default.',
});
