import { hasDefault, readVariables, type VariableUse } from './variables.ts';

/** A rendered template, with the origin of each part. */
export interface Substituted {
  readonly text: string;
  /** In text order. The text between two values is copied. */
  readonly values: readonly SubstitutedValue[];
  /** Offsets of the result at which `$$` became `$`. */
  readonly escapes: readonly number[];
}

export interface SubstitutedValue {
  readonly use: VariableUse;
  /** The offset in the result. */
  readonly start: number;
  readonly end: number;
}

/** Returns the value of a variable; undefined to keep the variable. */
export type ValueNamed = (name: string, use: VariableUse) => string | undefined;

/** Replaces variables as clusterctl does. A variable without a value gets its default, or is kept. */
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

/** Maps an offset of the result to the template; an offset in a value maps to its variable. */
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

/** Returns undefined for the operators `#`, `%` and `/`, which are not used in practice; such variables are kept. */
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

/** In a default, a variable without a value is empty. */
function defaultOf({ argument, argumentSpan, nested }: VariableUse, valueNamed: ValueNamed): string {
  let text = '';
  let from = 0;
  for (const inner of nested) {
    text += argument.slice(from, inner.span.start - argumentSpan.start) + (valueFor(inner, valueNamed) ?? '');
    from = inner.span.end - argumentSpan.start;
  }
  return text + argument.slice(from);
}
