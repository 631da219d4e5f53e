import { type Span, span } from '../text/span.ts';

/**
 * A variable of a clusterctl template, in the syntax that clusterctl implements (Cluster API v1.3 to v1.14 with
 * drone/envsubst, parse/parse.go and parse/scan.go), which differs from that of a shell. It applies to the text before it
 * is parsed as YAML, including comments and block scalars. `$NAME` and `$(…)` are not variables; `$$` is a `$`.
 */
export interface VariableUse {
  /** From `$` to `}`. */
  readonly span: Span;
  readonly name: string;
  readonly nameSpan: Span;
  readonly operator: Operator;
  /** The text after the operator, which is the default if `hasDefault`. May be empty. */
  readonly argument: string;
  readonly argumentSpan: Span;
  /** The variables in the default. */
  readonly nested: readonly VariableUse[];
}

/** `none` is the plain `${NAME}`, `length` is `${#NAME}`; the others are written as they are. */
export type Operator = 'none' | 'length' | (typeof OPERATORS)[number];

/** Longer operators come first. The first five all use the text after them if the value is empty. */
const OPERATORS = [
  ':=',
  ':-',
  ':?',
  ':+',
  '=',
  ':',
  ',,',
  ',',
  '^^',
  '^',
  '##',
  '#',
  '%%',
  '%',
  '//',
  '/#',
  '/%',
  '/',
] as const;
const DEFAULTS: readonly Operator[] = [':=', ':-', ':?', ':+', '='];

/** A `${` that clusterctl cannot parse; it rejects the file. */
export interface VariableFault {
  readonly span: Span;
  /** `too-deep` is a limit of this parser, not of clusterctl. */
  readonly reason: 'unclosed' | 'no-name' | 'unknown-operator' | 'too-deep';
}

export interface Variables {
  /** In the order of the text, without nested ones. */
  readonly uses: readonly VariableUse[];
  readonly faults: readonly VariableFault[];
  /** The offsets of `$$`. */
  readonly escapes: readonly number[];
}

export function readVariables(text: string): Variables {
  const uses: VariableUse[] = [];
  const faults: VariableFault[] = [];
  const escapes: number[] = [];
  const reads = readAll(text);
  for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at)) {
    if (text[at + 1] === '$') {
      escapes.push(at);
      at += 2;
    } else if (text[at + 1] === '{') {
      const read = reads.get(at) ?? { span: faultSpan(text, at), reason: 'no-name' };
      if ('reason' in read) faults.push(read);
      else uses.push(read);
      at = 'reason' in read ? at + 2 : read.span.end;
    } else at++;
  }
  return { uses, faults, escapes };
}

export function hasDefault(use: VariableUse): boolean {
  return DEFAULTS.includes(use.operator) && use.argument !== '';
}

type Read = VariableUse | VariableFault;
type Reads = Map<number, Read>;

/**
 * Returns the variable or fault at each `${` of a text. They are read from the last to the first, so that nested ones are
 * known when the outer one is read: no character is read twice, and there is no recursion.
 */
function readAll(text: string): Reads {
  const reads: Reads = new Map();
  const depths = new Map<Read, number>();
  for (let at = text.lastIndexOf('${'); at >= 0; at = at === 0 ? -1 : text.lastIndexOf('${', at - 1)) {
    const read = readUse(text, at, reads);
    const nested = 'reason' in read ? [] : read.nested;
    const depth = 1 + nested.reduce((deepest, each) => Math.max(deepest, depths.get(each) ?? 0), 0);
    const kept: Read = depth > MAX_NESTED ? { span: faultSpan(text, at), reason: 'too-deep' } : read;
    depths.set(kept, depth);
    reads.set(at, kept);
  }
  return reads;
}

const MAX_NESTED = 50;

const NAME = /[\p{L}\p{Nd}_]+/uy;
const PLAIN = /\$\{\s*([\p{L}\p{Nd}_]+)\s*\}/uy;

function readUse(text: string, at: number, reads: Reads): Read {
  PLAIN.lastIndex = at;
  const plain = PLAIN.exec(text);
  if (plain?.[1]) {
    const start = at + plain[0].indexOf(plain[1]);
    return useOf(at, at + plain[0].length, span(start, start + plain[1].length), plain[1], 'none');
  }
  const isLength = text[at + 2] === '#';
  NAME.lastIndex = at + (isLength ? 3 : 2);
  const name = NAME.exec(text)?.[0];
  if (name === undefined) return { span: faultSpan(text, at), reason: 'no-name' };
  const nameSpan = span(NAME.lastIndex - name.length, NAME.lastIndex);
  const afterName = nameSpan.end;
  if (isLength)
    return text[afterName] === '}'
      ? useOf(at, afterName + 1, nameSpan, name, 'length')
      : { span: faultSpan(text, at), reason: 'unknown-operator' };
  const operator = OPERATORS.find((each) => text.startsWith(each, afterName));
  if (operator === undefined)
    return { span: faultSpan(text, at), reason: afterName < text.length ? 'unknown-operator' : 'unclosed' };
  return readArgument(text, at, nameSpan, name, operator, reads);
}

function readArgument(text: string, at: number, nameSpan: Span, name: string, operator: Operator, reads: Reads): Read {
  const start = nameSpan.end + operator.length;
  const nested: VariableUse[] = [];
  let end = start;
  while (end < text.length && text[end] !== '}') {
    if (text[end] === '$' && text[end + 1] === '{') {
      const inner = reads.get(end);
      if (!inner || 'reason' in inner) return inner ?? { span: faultSpan(text, end), reason: 'unclosed' };
      nested.push(inner);
      end = inner.span.end;
    } else end++;
  }
  if (end >= text.length) return { span: faultSpan(text, at), reason: 'unclosed' };
  const takesNothing = operator === ',' || operator === ',,' || operator === '^' || operator === '^^';
  if (takesNothing && end > start) return { span: faultSpan(text, at), reason: 'unknown-operator' };
  return {
    ...useOf(at, end + 1, nameSpan, name, operator),
    argument: text.slice(start, end),
    argumentSpan: span(start, end),
    nested,
  };
}

function useOf(start: number, end: number, nameSpan: Span, name: string, operator: Operator): VariableUse {
  const argumentSpan = span(end - 1, end - 1);
  return { span: span(start, end), name, nameSpan, operator, argument: '', argumentSpan, nested: [] };
}

/** Returns the span up to the closing brace, or to the end of the line. */
function faultSpan(text: string, at: number): Span {
  const rest = /^\$\{[^\r\n}]*\}?/.exec(text.slice(at, at + 200))?.[0] ?? '${';
  return span(at, at + rest.trimEnd().length);
}
