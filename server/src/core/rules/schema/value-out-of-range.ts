import { mistakeRule } from './mistake-rule.ts';

export const valueOutOfRange = mistakeRule(
  'value-out-of-range',
  'A number, string, list or object is smaller or larger than allowed.',
  ['out-of-bounds'],
);
