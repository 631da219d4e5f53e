import { mistakeRule } from './mistake-rule.ts';

export const malformedValue = mistakeRule('malformed-value', 'A value does not have the required format.', [
  'wrong-form',
]);
