import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  Parser,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { CLOSING_BRACE, CLOSING_BRACKET, OPENING_BRACE, OPENING_BRACKET } from '../text/character-codes.ts';
import { type Span, span } from '../text/span.ts';
import { AliasBudget } from './alias-budget.ts';
import { diagnoseSyntax } from './diagnosis/diagnose-syntax.ts';
import { diagnoseTemplate } from './diagnosis/diagnose-template.ts';
import type { SyntaxProblem } from './diagnosis/syntax-problem.ts';
import { findFaultOrRest } from './go-yaml/find-fault.ts';
import { TreeBuilder } from './go-yaml/tree-builder.ts';
import { isJsonText } from './is-json-text.ts';
import { MAX_DEPTH, TOO_DEEP, TOO_MANY } from './limits.ts';
import type { MapEntry, Node, ScalarNode, ScalarStyle } from './node.ts';
import { readSimple } from './read-simple.ts';
import type { StreamState } from './split-stream.ts';
import { isTemplatedText } from './templated-text.ts';
import { withoutStacks } from './without-stacks.ts';

export interface ParsedDocument {
  /** Absent if the document contains only comments. With problems, it is a partial tree. */
  readonly root?: Node;
  /** Why the tree is not reliable. */
  readonly problems: readonly SyntaxProblem[];
  /**
   * Why kubectl and the API server reject the text; one of `problems`. Absent for JSON, for templates whose
   * text is unknown, and if the text only exceeds a limit.
   */
  readonly rejection?: SyntaxProblem;
}

/**
 * Parses one document of a stream as kubectl does. Never throws. Scalars stay text, and duplicate keys stay in the tree:
 * a rule reports them. The YAML library, which reads YAML 1.2, is used for JSON and for the partial trees of templates
 * and rejected text.
 */
export function parseDocument(text: string, before: StreamState = 'start'): ParsedDocument {
  const root = before === 'ended' ? undefined : readSimple(text);
  if (root) return { root, problems: NONE };
  return EMPTY.test(text) && before !== 'ended' ? { problems: NONE } : withoutStacks(() => parseAny(text, before));
}

function parseAny(text: string, before: StreamState): ParsedDocument {
  if (isJson(text)) return readWithLibrary(text);
  const builder = new TreeBuilder(text.length);
  const fault = findFaultOrRest(text, before, builder);
  if (!fault) return resultOf(builder);
  const isTemplated = isTemplatedText(text);
  // A part of the tree would look like an object with missing fields.
  if (text.length >= LARGE && isTemplated) return { problems: [tooLarge(span(0, 0), TOO_LONG)] };
  const read = readWithLibrary(text.length < LARGE ? text : text.slice(0, fault.start));
  const rejection = isTemplated ? diagnoseTemplate(text, before) : diagnoseSyntax(text, fault, before);
  // A template is rendered before kubectl reads it.
  if (!rejection) return read.problems.every(isAcceptedByGo) ? { ...read, problems: NONE } : read;
  return { ...read, problems: [rejection, ...read.problems], rejection };
}

function resultOf({ root, limit }: TreeBuilder): ParsedDocument {
  if (limit) return { problems: [tooLarge(limit.span, limit.message)] };
  return root && isWritten(root) ? { root, problems: NONE } : { problems: NONE };
}

/**
 * In UTF-16 code units. Longer documents with a syntax error are only read up to it, because the library creates a problem
 * for each line that is wrong after it. Longer templates are not read.
 */
const LARGE = 200_000;
const TOO_LONG = 'The template has more than 200,000 characters';

const EMPTY = /^(?:---)?[\n\r ]*$/;

/**
 * The library requires a space before a comment, also after a quote or bracket. Go does not, and the tree is correct.
 */
function isAcceptedByGo({ code, message }: SyntaxProblem): boolean {
  return code === 'MISSING_CHAR' && message.startsWith('Comments must be separated');
}

/** Returns true for JSON, which kubectl parses as such, also several objects in a row. */
function isJson(text: string): boolean {
  const [spaces] = /^[ \t\r\n]*(?=\{)/.exec(text) ?? [];
  return (
    spaces !== undefined &&
    text
      .slice(spaces.length)
      .split(/(?<=\n)(?=\{)/)
      .every(isJsonText)
  );
}

const NONE: readonly SyntaxProblem[] = [];

export function readWithLibrary(text: string): ParsedDocument {
  const problems: SyntaxProblem[] = [];
  let document: Document.Parsed | undefined;
  const deep = tooDeepAt(text);
  if (deep !== undefined) return { problems: [tooLarge(span(deep, deep + 1), TOO_DEEP)] };
  try {
    const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
    for (const composed of composer.compose(new Parser().parse(withLineFeeds(text)), true, text.length)) {
      document ??= composed;
      for (const { pos, code, message } of composed.errors) problems.push({ span: within(text, pos), code, message });
    }
  } catch {
    // The library reports problems in `errors`. It throws only if deep nesting overflows its stack.
    return { problems: [...problems, tooLarge(span(0, 0), TOO_DEEP)] };
  }
  if (!document?.contents) return { problems };
  try {
    const root = new LibraryTreeBuilder(text, problems).build(document.contents, 0);
    return isWritten(root) ? { root, problems } : { problems };
  } catch (error) {
    // The builder throws at a limit. A partial tree would look like an object with missing fields.
    if (error instanceof LimitExceeded) return { problems: [...problems, tooLarge(error.span, error.message)] };
    throw error;
  }
}

/** The `code` of a problem that is a limit of this parser, not an error in the text. */
export const TOO_LARGE = 'TOO_LARGE';

function tooLarge(where: Span, message: string): SyntaxProblem {
  return { span: where, code: TOO_LARGE, message };
}

/**
 * A single carriage return ends a line in YAML, but not in the library; both have length one, so offsets are unchanged.
 */
function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}

/** For an unexpected end, the library's span is after the end of the text. */
function within(text: string, [start, end]: readonly [number, number]): Span {
  return span(Math.min(start, text.length), Math.min(end, text.length));
}

function isWritten(root: Node): boolean {
  return root.kind !== 'scalar' || root.style !== 'absent';
}

/** The maximum number of open brackets. The library parses recursively. */
const MAX_OPEN = 1_000;

/** Thrown and caught in this file, to leave the recursion. */
class LimitExceeded extends Error {
  readonly span: Span;

  constructor(where: Span, message: string) {
    super(message);
    this.span = where;
  }
}

/**
 * Returns the offset of the bracket that exceeds the limit. Quotes and comments are not taken into account, since no
 * manifest contains that many unclosed brackets.
 */
function tooDeepAt(text: string): number | undefined {
  let open = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const letter = text.charCodeAt(offset);
    if (letter === OPENING_BRACKET || letter === OPENING_BRACE) {
      if (++open > MAX_OPEN) return offset;
    } else if ((letter === CLOSING_BRACKET || letter === CLOSING_BRACE) && open > 0) open--;
  }
  return undefined;
}

class LibraryTreeBuilder {
  readonly #anchors = new Map<string, Node>();
  readonly #aliases: AliasBudget;
  readonly #text: string;
  readonly #problems: SyntaxProblem[];

  constructor(text: string, problems: SyntaxProblem[]) {
    this.#text = text;
    this.#aliases = new AliasBudget(text.length);
    this.#problems = problems;
  }

  build(node: unknown, at: number, depth = 0): Node {
    if (depth > MAX_DEPTH) throw new LimitExceeded(span(at, at), TOO_DEEP);
    if (isAlias(node)) return this.#alias(node.source, span(node.range?.[0] ?? at, node.range?.[1] ?? at), depth);
    const built = this.#collectionOrScalar(node, at, depth);
    const anchor = hasAnchor(node) ? node.anchor : undefined;
    if (anchor) this.#anchors.set(anchor, built);
    return built;
  }

  #alias(name: string, at: Span, depth: number): Node {
    const target = this.#anchors.get(name);
    if (target) {
      const height = this.#aliases.spend(target);
      if (height === undefined) throw new LimitExceeded(at, TOO_MANY);
      if (depth + height > MAX_DEPTH) throw new LimitExceeded(at, TOO_DEEP);
      return { ...target, span: at, alias: true };
    }
    this.#problems.push({
      span: at,
      code: 'BAD_ALIAS',
      message: `Unknown anchor "${name}": no &${name} precedes the alias.`,
    });
    return absent(at.end);
  }

  #collectionOrScalar(node: unknown, at: number, depth: number): Node {
    if (isMap(node)) {
      const entries = node.items.map((pair) => this.#entry(pair, at, depth));
      const where = writtenSpan(node, at, entries.at(-1)?.value);
      const expression = node.flow && entries[0]?.key.kind === 'map' ? this.#expression(where) : undefined;
      return expression ?? withTag({ kind: 'map', span: where, flow: node.flow === true, entries }, node.tag);
    }
    if (isSeq(node)) {
      let end = node.range?.[0] ?? at;
      const items = node.items.map((item) => {
        // In `- a: b` within a flow sequence, the library returns a bare pair.
        const built = isPairLike(item) ? this.#pairAsMap(item, end, depth) : this.build(item, end, depth + 1);
        end = built.span.end;
        return built;
      });
      const where = writtenSpan(node, at, items.at(-1));
      return withTag({ kind: 'sequence', span: where, flow: node.flow === true, items }, node.tag);
    }
    return isScalar(node) ? scalar(node, at) : absent(at);
  }

  /**
   * `{{ … }}` without quotes: two maps in YAML, but a template expression to the author. It is treated as text like any
   * other template, because a map would look like a field with an unknown key.
   */
  #expression(where: Span): ScalarNode | undefined {
    const text = this.#text.slice(where.start, where.end);
    return /^\{\{[\s\S]*\}\}$/.test(text) ? { kind: 'scalar', span: where, text, style: 'plain' } : undefined;
  }

  #pairAsMap(pair: Pair, at: number, depth: number): Node {
    const entry = this.#entry(pair, at, depth);
    return { kind: 'map', span: span(entry.key.span.start, entry.value.span.end), flow: true, entries: [entry] };
  }

  #entry(pair: Pair, at: number, depth: number): MapEntry {
    const key = this.build(pair.key, at, depth + 1);
    return { key, value: this.build(pair.value, key.span.end, depth + 1) };
  }
}

function scalar(node: Scalar, at: number): ScalarNode {
  const range = rangeOf(node, at);
  const text = typeof node.value === 'string' ? node.value : (node.source ?? '');
  const style = STYLES[node.type ?? 'PLAIN'] ?? 'plain';
  const written = style !== 'plain' || range.end > range.start;
  return withTag({ kind: 'scalar', span: range, text, style: written ? style : 'absent' }, node.tag);
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

function absent(at: number): ScalarNode {
  return { kind: 'scalar', span: span(at, at), text: '', style: 'absent' };
}

function rangeOf(node: { range?: readonly [number, number, number] | null }, at: number): Span {
  return node.range ? span(node.range[0], node.range[1]) : span(at, at);
}

/** Returns the end of the last value: the library includes trailing text in a block collection. */
function writtenSpan(node: YAMLMap | YAMLSeq, at: number, last: Node | undefined): Span {
  const range = rangeOf(node, at);
  return node.flow || !last ? range : span(range.start, Math.max(range.start, last.span.end));
}

function withTag<N extends Node>(node: N, tag: string | undefined): N {
  return tag === undefined ? node : { ...node, tag };
}

function hasAnchor(node: unknown): node is { anchor?: string } {
  return isMap(node) || isSeq(node) || isScalar(node);
}

function isPairLike(item: unknown): item is Pair {
  return typeof item === 'object' && item !== null && 'key' in item && !isMap(item);
}
