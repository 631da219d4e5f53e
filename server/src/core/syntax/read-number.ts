/** A number of YAML 1.1 as the Go library reads it: an integer of 64 bits, or a float. */
export type ReadNumber =
  | { readonly kind: 'integer'; readonly value: number; readonly exact: bigint }
  | { readonly kind: 'float'; readonly value: number };

/** Returns the number that a plain scalar means; undefined if it is a string. */
export function readNumber(text: string): ReadNumber | undefined {
  // The library passes these to Go's float parser unchanged, which requires digits on both sides of an underscore.
  if (text.startsWith('.'))
    return /^\.\d+(_\d+)*([eE][-+]?\d+(_\d+)*)?$/.test(text) ? float(text.replaceAll('_', '')) : undefined;
  // An address has more dots than a number.
  if (text.indexOf('.') !== text.lastIndexOf('.')) return undefined;
  const digits = text.replaceAll('_', '');
  const exact = readInteger(digits);
  if (exact !== undefined && exact >= LOWEST && exact < (digits.startsWith('+') ? SIGNED : UNSIGNED))
    return { kind: 'integer', value: Number(exact), exact };
  return /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(digits) ? float(digits) : undefined;
}

/** Same as Go's ParseInt with base 0, and `0b-1`, which the library accepts. */
function readInteger(digits: string): bigint | undefined {
  const [, sign = '', prefix = '', rest = ''] = INTEGER.exec(digits) ?? [];
  if (rest === '') return undefined;
  const inner = /^0b$/.test(prefix) && sign === '' ? (/^[-+]/.exec(rest)?.[0] ?? '') : '';
  const base = BASES[prefix.toLowerCase()];
  const number = rest.slice(inner.length);
  if (!base?.digits.test(number)) return undefined;
  const value = BigInt(base.prefix + number);
  return sign === '-' || inner === '-' ? -value : value;
}

function float(text: string): ReadNumber | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? { kind: 'float', value } : undefined;
}

const INTEGER = /^([-+]?)(0[xX]|0[bB]|0[oO]|0(?=.))?(.*)$/;
const BASES: Readonly<Record<string, { readonly prefix: string; readonly digits: RegExp }>> = {
  '': { prefix: '', digits: /^\d+$/ },
  '0x': { prefix: '0x', digits: /^[0-9a-fA-F]+$/ },
  '0b': { prefix: '0b', digits: /^[01]+$/ },
  '0o': { prefix: '0o', digits: /^[0-7]+$/ },
  '0': { prefix: '0o', digits: /^[0-7]+$/ },
};
const LOWEST = -(2n ** 63n);
const SIGNED = 2n ** 63n;
const UNSIGNED = 2n ** 64n;

/** Returns true for an integer that only an unsigned 64-bit type can hold. */
export function isUnsigned({ exact }: { readonly exact: bigint }): boolean {
  return exact >= SIGNED;
}

/**
 * Returns a float as the JSON key that sigs.k8s.io/yaml makes of it: in single precision, and with an exponent below
 * 0.0001 and from 1,000,000 on.
 */
export function floatKey(value: number): string {
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  let precision = 1;
  while (precision < 9 && Math.fround(Number(single.toPrecision(precision))) !== single) precision++;
  const [mantissa = '', exponent = '0'] = single.toExponential(precision - 1).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(single.toPrecision(precision)));
  const size = String(Math.abs(power)).padStart(2, '0');
  return `${mantissa}e${power < 0 ? '-' : '+'}${size}`;
}
