import type { StructuralSchema } from '../../schemas/structural-schema.ts';

/**
 * How a Go struct field holds a value and writes it again, as a short text such as `*s?`:
 * an optional `*` for a pointer, a letter for the type, and what becomes of an empty value.
 *
 *     s string  i int  f float  b bool  o struct  m map  l list  B bytes  X int-or-string  T time
 *     D duration  Q quantity  K bootstrap token  R anything
 *     ! written even if empty   ? left out if empty (`omitempty`)   0 left out if zero (`omitzero`)   - lost
 */
export interface GoCode {
  readonly isPointer: boolean;
  readonly type: string;
  readonly empty: 'written' | 'omitempty' | 'omitzero' | 'lost';
}

const EMPTY: Readonly<Record<string, GoCode['empty']>> = {
  '!': 'written',
  '?': 'omitempty',
  '0': 'omitzero',
  '-': 'lost',
};

const parsed = new Map<string, GoCode>();

export function goCode(text: string): GoCode {
  const known = parsed.get(text);
  if (known) return known;
  const isPointer = text.startsWith('*');
  const code: GoCode = { isPointer, type: text.charAt(isPointer ? 1 : 0), empty: EMPTY[text.slice(-1)] ?? 'omitempty' };
  parsed.set(text, code);
  return code;
}

/**
 * API types up to v1beta1 write required fields; later ones omit empty fields. A webhook that only validates runs last, after
 * the API server has dropped the status.
 */
export type GoStyle = 'writes-required' | 'omits-empty' | 'only-reads' | 'only-validates';

/** Returns the code that a field of a schema has in most types of a style; tables list the exceptions. */
export function usualCode(schema: StructuralSchema, isRequired: boolean, style: GoStyle): GoCode {
  const type = typeOf(schema);
  if (type === 'R') return goCode(isRequired && style === 'writes-required' ? 'R!' : '*R?');
  if (style !== 'omits-empty') return goCode(isRequired ? `${type}!` : `${'oXTi'.includes(type) ? '*' : ''}${type}?`);
  if (type === 'o' || type === 'T') return goCode(`${type}0`);
  if (type === 'X' || ((type === 'i' || type === 'b') && !isRequired)) return goCode(`*${type}?`);
  return goCode(`${type}?`);
}

export function typeOf(schema: StructuralSchema): string {
  if (schema['x-kubernetes-int-or-string']) return 'X';
  switch (schema.type) {
    case 'string':
      return schema.format === 'date-time' ? 'T' : schema.format === 'byte' ? 'B' : 's';
    case 'integer':
      return 'i';
    case 'number':
      return 'f';
    case 'boolean':
      return 'b';
    case 'array':
      return 'l';
    case 'object':
      return schema.properties ? 'o' : 'm';
    default:
      return 'R';
  }
}
