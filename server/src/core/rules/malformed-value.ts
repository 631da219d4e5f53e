import { familyRule } from './families/family.ts';
import { ROWS } from './families/rows.ts';

export const malformedValue = familyRule(
  {
    id: 'malformed-value',
    severity: 'error',
    effect: 'refused',
    by: 'webhook',
    summary: 'A text does not have the form that is read from it.',
  },
  ROWS,
);
