import { mistakeRule } from './mistake-rule.ts';

export const duplicateValue = mistakeRule(
  'duplicate-value',
  'A value occurs more than once where each must be unique.',
  ['duplicate-item', 'repeated-value'],
);
