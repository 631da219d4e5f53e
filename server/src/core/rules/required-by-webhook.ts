import { familyRule } from './families/family.ts';
import { ROWS } from './families/rows.ts';

export const requiredByWebhook = familyRule(
  {
    id: 'required-by-webhook',
    severity: 'error',
    effect: 'refused',
    by: 'webhook',
    summary: 'Something is missing that the schema leaves open and the provider wants.',
  },
  ROWS,
);
