import { mistakeRule } from './mistake-rule.ts';

export const requiredField = mistakeRule('required-field', 'A required field is missing.', ['required-by-webhook']);
