import { factRule } from './fact-rule.ts';

export const requiredByWebhook = factRule({
  id: 'required-by-webhook',
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  summary: 'Something is missing that the schema leaves open and the provider wants.',
});
