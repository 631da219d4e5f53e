import { familyRule } from './families/family.ts';
import { ROWS } from './families/rows.ts';

export const valueNotSupported = familyRule(
  {
    id: 'value-not-supported',
    severity: 'error',
    effect: 'refused',
    by: 'webhook',
    summary: 'A value is none of those that the provider takes.',
  },
  ROWS,
);
