import { familyRule } from './families/family.ts';
import { ROWS } from './families/rows.ts';

export const disabledFeature = familyRule(
  {
    id: 'disabled-feature',
    severity: 'error',
    effect: 'refused',
    by: 'webhook',
    summary: 'Something needs a feature gate that is off unless somebody turns it on.',
  },
  ROWS,
);
