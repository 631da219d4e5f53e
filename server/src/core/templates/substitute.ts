import { hasDefault, readVariables, type VariableUse } from './variables.ts';

/** The result of a substitution, with the origin of each part. */
export interface Substituted {
  readonly text: string;
  /** In the order of the text; the text between them is copied. */
  readonly values: readonly SubstitutedValue[];
  /** The offsets of `$$` in the template, which became `$`. */
  readonly escapes: readonly number[];
}

export interface SubstitutedValue {
  readonly use: VariableUse;
  /** The offset in the result. */
  readonly start: number;
  readonly end: number;
}

/** Returns the value of a variable; undefined to keep the variable in the text. */
export type ValueNamed = (name: string, use: VariableUse) => string | undefined;

/**
 * Replaces variables as clusterctl does. A variable without a value is replaced by its default if it has one. In a
 * default, a variable that has neither is empty, or is kept if its value is unknown.
 */
export function substitute(template: string, valueNamed: ValueNamed, unsetInDefaults: Unset = 'empty'): Substituted {
  const { uses, escapes } = readVariables(template);
  const values: SubstitutedValue[] = [];
  let text = '';
  let from = 0;
  const parts = [...uses, ...escapes].sort((a, b) => startOf(a) - startOf(b));
  for (const part of parts) {
    text += template.slice(from, startOf(part));
    from = startOf(part);
    if (typeof part === 'number') {
      text += '$';
      from += 2;
      continue;
    }
    const value = valueFor(part, valueNamed, unsetInDefaults);
    if (value === undefined) continue;
    values.push({ use: part, start: text.length, end: text.length + value.length });
    text += value;
    from = part.span.end;
  }
  return { text: text + template.slice(from), values, escapes };
}

type Unset = 'empty' | 'kept';

/** Returns the offset in the template of an offset in the result; inside a value, the offset of its variable. */
export function templateOffset({ values, escapes }: Substituted, offset: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const before = values[low - 1];
  if (before && offset < before.end) return before.use.span.start;
  const copied = before ? before.use.span.end : 0;
  let at = copied + offset - (before?.end ?? 0);
  for (const each of escapes) if (each >= copied && each < at) at++;
  return at;
}

function startOf(part: VariableUse | number): number {
  return typeof part === 'number' ? part : part.span.start;
}

/**
 * Returns undefined for pattern operators (`#`, `%`, `/`), which templates do not use: they are kept, and their value
 * is unknown.
 */
function valueFor(use: VariableUse, valueNamed: ValueNamed, unset: Unset): string | undefined {
  const value = valueNamed(use.name, use);
  if (value === undefined && !hasDefault(use)) return undefined;
  const known = value ?? '';
  switch (use.operator) {
    case 'none':
      return known;
    case 'length':
      return String([...known].length);
    case ',':
      return known.slice(0, 1).toLowerCase() + known.slice(1);
    case ',,':
      return known.toLowerCase();
    case '^':
      return known.slice(0, 1).toUpperCase() + known.slice(1);
    case '^^':
      return known.toUpperCase();
    case ':=':
    case ':-':
    case ':?':
    case ':+':
    case '=':
      return known === '' ? defaultOf(use, valueNamed, unset) : known;
    default:
      return undefined;
  }
}

function defaultOf({ argument, argumentSpan, nested }: VariableUse, valueNamed: ValueNamed, unset: Unset): string {
  let text = '';
  let from = 0;
  for (const inner of nested) {
    const [start, end] = [inner.span.start - argumentSpan.start, inner.span.end - argumentSpan.start];
    const written = unset === 'kept' ? argument.slice(start, end) : '';
    text += argument.slice(from, start) + (valueFor(inner, valueNamed, unset) ?? written);
    from = end;
  }
  return text + argument.slice(from);
}
