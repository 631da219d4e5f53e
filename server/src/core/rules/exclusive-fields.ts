import { familyRule } from './families/family.ts';
import { ROWS } from './families/rows.ts';

export const exclusiveFields = familyRule(
  {
    id: 'exclusive-fields',
    severity: 'error',
    effect: 'refused',
    by: 'webhook',
    summary: 'Fields stand beside each other of which one alone is allowed.',
  },
  ROWS,
);
