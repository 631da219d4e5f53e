import { familyRule } from './families/family.ts';
import { ROWS } from './families/rows.ts';

export const repeatedValue = familyRule(
  {
    id: 'repeated-value',
    severity: 'error',
    effect: 'refused',
    by: 'webhook',
    summary: 'A value stands twice where each must stand once.',
  },
  ROWS,
);
