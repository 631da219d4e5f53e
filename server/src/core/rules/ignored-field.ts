import { familyRule } from './families/family.ts';
import { ROWS } from './families/rows.ts';

export const ignoredField = familyRule(
  {
    id: 'ignored-field',
    severity: 'warning',
    effect: 'wrong',
    by: 'webhook',
    tags: ['unnecessary'],
    summary: 'A field is taken, and nothing comes of it.',
  },
  ROWS,
);
