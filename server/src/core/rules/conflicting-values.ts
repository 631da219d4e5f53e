import { familyRule } from './families/family.ts';
import { ROWS } from './families/rows.ts';

export const conflictingValues = familyRule(
  {
    id: 'conflicting-values',
    severity: 'error',
    effect: 'refused',
    by: 'webhook',
    summary: 'Two things that an object says exclude each other.',
  },
  ROWS,
);
