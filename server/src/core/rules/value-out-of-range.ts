import { familyRule } from './families/family.ts';
import { ROWS } from './families/rows.ts';

export const valueOutOfRange = familyRule(
  {
    id: 'value-out-of-range',
    severity: 'error',
    effect: 'refused',
    by: 'webhook',
    summary: 'A number lies outside of what the provider takes.',
  },
  ROWS,
);
