import { familyRule } from './families/family.ts';
import { ROWS } from './families/rows.ts';

export const forbiddenField = familyRule(
  {
    id: 'forbidden-field',
    severity: 'error',
    effect: 'refused',
    by: 'webhook',
    summary: 'Something is written that must not be, there or beside the rest.',
  },
  ROWS,
);
