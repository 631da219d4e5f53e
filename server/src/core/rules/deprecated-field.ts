import { familyRule } from './families/family.ts';
import { ROWS } from './families/rows.ts';

export const deprecatedField = familyRule(
  {
    id: 'deprecated-field',
    severity: 'hint',
    effect: 'advice',
    by: 'webhook',
    tags: ['deprecated'],
    summary: 'A field has a newer name or place, or none any more.',
  },
  ROWS,
);
