import type { Span } from '../../text/span.ts';
import { readScalar } from '../read-scalar.ts';
import { isBlankOrEnd } from './characters.ts';
import type { FaultCode } from './fault.ts';

/** A scalar as written, with its tag. */
export interface WrittenScalar {
  /** The text from the first to the last character, including quotes. Empty for an absent scalar. */
  readonly source: string;
  readonly tag?: string;
}

/** Returns the text of a scalar token. That of a plain one extends to the next token, including whitespace. */
export function writtenText(text: string, { start, end }: Span): string {
  let last = end;
  while (last > start && isBlankOrEnd(text.charCodeAt(last - 1))) last--;
  return text.slice(start, last);
}

/** The type of a scalar, as far as keys and merges depend on it. */
export type ScalarKind = 'null' | 'merge' | 'number-too-large' | 'other';

export function kindOfScalar({ source, tag }: WrittenScalar): ScalarKind {
  const name = shortTag(tag);
  if (source === '<<' && (name === undefined || name === '!!merge')) return 'merge';
  if (name !== undefined) return name === '!!null' ? 'null' : 'other';
  if (!isPlain(source)) return 'other';
  if (readPlain(source) === 'null') return 'null';
  // A key above the range of signed 64-bit integers gets a Go type that cannot be a JSON key.
  return /^\d{19,20}$/.test(source) && isUnsignedOnly(BigInt(source)) ? 'number-too-large' : 'other';
}

/** Returns why the library cannot decode a scalar or convert it to JSON. */
export function findBadScalar(scalar: WrittenScalar, isKey: boolean): FaultCode | undefined {
  const tag = shortTag(scalar.tag);
  if (tag !== undefined && !isOfTag(scalar.source, tag)) return 'bad-tagged-value';
  if (isKey || (tag !== undefined && tag !== '!!float')) return undefined;
  return isPlain(scalar.source) && readPlain(scalar.source) === 'unreadable' ? 'not-a-number' : undefined;
}

function shortTag(tag: string | undefined): string | undefined {
  return tag?.replace(/^!<(.*)>$/, '$1').replace('tag:yaml.org,2002:', '!!');
}

/** Returns true if a text matches its tag. Unknown tags match any text. */
function isOfTag(source: string, tag: string): boolean {
  if (tag === '!!binary') return isBase64(textOf(source));
  // The library accepts only some timestamp formats of YAML 1.1; all of them start with the year.
  if (tag === '!!timestamp') return /^\d{4}-/.test(textOf(source));
  const accepted = TYPES[tag];
  return !accepted || accepted.includes(readPlain(textOf(source)));
}

const TYPES: Readonly<Record<string, readonly string[]>> = {
  '!!bool': ['boolean'],
  '!!int': ['integer'],
  '!!float': ['integer', 'number', 'unreadable'],
  '!!null': ['null'],
};

function readPlain(text: string): string {
  return readScalar({ kind: 'scalar', span: { start: 0, end: text.length }, text, style: 'plain' }).type;
}

function isPlain(source: string): boolean {
  return !/^["'|>]/.test(source) && !/[\r\n]/.test(source);
}

/** Returns the text of a scalar with escapes, which do not matter for these tags. */
function textOf(source: string): string {
  if (/^["']/.test(source)) return source.slice(1, -1);
  if (!/^[|>]/.test(source)) return source;
  const [, ...lines] = source.split(/\r\n|\r|\n/);
  return lines.map((line) => line.trim()).join(source.startsWith('|') ? '\n' : ' ');
}

/** Same as Go's StdEncoding: padded, and line breaks are ignored. */
function isBase64(text: string): boolean {
  const digits = text.replace(/[\r\n]/g, '');
  return digits.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(digits);
}

function isUnsignedOnly(value: bigint): boolean {
  return value >= 2n ** 63n && value < 2n ** 64n;
}
