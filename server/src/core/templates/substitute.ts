import { hasDefault, readVariables, type VariableUse } from './variables.ts';

/** What a template becomes, and where each part of it comes from. */
export interface Substituted {
  readonly text: string;
  /** In the order of the text; what lies between two of them is copied. */
  readonly values: readonly SubstitutedValue[];
  /** Where `$$` of the template became `$`. */
  readonly escapes: readonly number[];
}

export interface SubstitutedValue {
  readonly use: VariableUse;
  /** In the result. */
  readonly start: number;
  readonly end: number;
}

/** The value of a variable; undefined for one that is to stay as it is written. */
export type ValueNamed = (name: string, use: VariableUse) => string | undefined;

/** Replaces variables as clusterctl does. One without a value takes its default, if it may; else it stays. */
export function substitute(template: string, valueNamed: ValueNamed): Substituted {
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
    const value = valueFor(part, valueNamed);
    if (value === undefined) continue;
    values.push({ use: part, start: text.length, end: text.length + value.length });
    text += value;
    from = part.span.end;
  }
  return { text: text + template.slice(from), values, escapes };
}

/** The place in the template of a place in the result; of a value, where its variable stands. */
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

/** Undefined for patterns (`#`, `%`, `/`), which nobody in the field writes: they stay, and are unknowable. */
function valueFor(use: VariableUse, valueNamed: ValueNamed): string | undefined {
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
      return known === '' ? defaultOf(use, valueNamed) : known;
    default:
      return undefined;
  }
}

/** A variable in a default that has no value is empty there. */
function defaultOf({ argument, argumentSpan, nested }: VariableUse, valueNamed: ValueNamed): string {
  let text = '';
  let from = 0;
  for (const inner of nested) {
    text += argument.slice(from, inner.span.start - argumentSpan.start) + (valueFor(inner, valueNamed) ?? '');
    from = inner.span.end - argumentSpan.start;
  }
  return text + argument.slice(from);
}
