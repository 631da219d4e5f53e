import { mistakeRule } from './mistake-rule.ts';

export const unsupportedValue = mistakeRule('unsupported-value', 'A value is not one of the supported values.', [
  'value-not-allowed',
  'value-not-supported',
]);
