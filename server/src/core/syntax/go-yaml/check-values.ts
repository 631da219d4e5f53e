import type { Span } from '../../text/span.ts';
import { readScalar } from '../read-scalar.ts';
import { isBlankOrEnd } from './characters.ts';
import type { FaultCode } from './fault.ts';

/** A scalar as it is written, with the tag in front of it. */
export interface WrittenScalar {
  /** From the first character of the scalar to the last, quotes included; empty if it is not written. */
  readonly source: string;
  readonly tag?: string;
}

/** The text of a scalar token. A plain one is read up to the next token, white space included. */
export function writtenText(text: string, { start, end }: Span): string {
  let last = end;
  while (last > start && isBlankOrEnd(text.charCodeAt(last - 1))) last--;
  return text.slice(start, last);
}

/** What the library makes of a scalar, as far as a key or a merge depends on it. */
export type ScalarKind = 'null' | 'merge' | 'number-too-large' | 'other';

export function kindOfScalar({ source, tag }: WrittenScalar): ScalarKind {
  const name = shortTag(tag);
  if (source === '<<' && (name === undefined || name === '!!merge')) return 'merge';
  if (name !== undefined) return name === '!!null' ? 'null' : 'other';
  if (!isPlain(source)) return 'other';
  if (readPlain(source) === 'null') return 'null';
  // A key above the range of signed 64-bit integers becomes a type of Go's that JSON keys cannot be made of.
  return /^\d{19,20}$/.test(source) && isUnsignedOnly(BigInt(source)) ? 'number-too-large' : 'other';
}

/** Why the library cannot decode a scalar, or why it cannot become JSON. */
export function findBadScalar(scalar: WrittenScalar, isKey: boolean): FaultCode | undefined {
  const tag = shortTag(scalar.tag);
  if (tag !== undefined && !isOfTag(scalar.source, tag)) return 'bad-tagged-value';
  if (isKey || (tag !== undefined && tag !== '!!float')) return undefined;
  return isPlain(scalar.source) && readPlain(scalar.source) === 'unreadable' ? 'not-a-number' : undefined;
}

function shortTag(tag: string | undefined): string | undefined {
  return tag?.replace(/^!<(.*)>$/, '$1').replace('tag:yaml.org,2002:', '!!');
}

/** Whether text has the type that its tag promises. Unknown tags promise nothing. */
function isOfTag(source: string, tag: string): boolean {
  if (tag === '!!binary') return isBase64(textOf(source));
  // The library knows few of the forms that YAML 1.1 allows for points in time; all begin with the year.
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

/** The text of a scalar, escapes left as they are: no tag that is checked here has use for them. */
function textOf(source: string): string {
  if (/^["']/.test(source)) return source.slice(1, -1);
  if (!/^[|>]/.test(source)) return source;
  const [, ...lines] = source.split(/\r\n|\r|\n/);
  return lines.map((line) => line.trim()).join(source.startsWith('|') ? '\n' : ' ');
}

/** As Go's StdEncoding: padded, and line breaks are ignored. */
function isBase64(text: string): boolean {
  const digits = text.replace(/[\r\n]/g, '');
  return digits.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(digits);
}

function isUnsignedOnly(value: bigint): boolean {
  return value >= 2n ** 63n && value < 2n ** 64n;
}
