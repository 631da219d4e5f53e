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
import { type Span, span } from '../text/span.ts';
import { AliasBudget, MAX_ALIASED } from './alias-budget.ts';
import { diagnoseSyntax } from './diagnosis/diagnose-syntax.ts';
import type { SyntaxProblem } from './diagnosis/syntax-problem.ts';
import { findFaultOrRest } from './go-yaml/find-fault.ts';
import { isJsonText } from './is-json-text.ts';
import type { MapEntry, Node, ScalarNode, ScalarStyle } from './node.ts';
import { readSimple } from './read-simple.ts';
import { isTemplatedText } from './templated-text.ts';

export interface ParsedDocument {
  /** Absent where the document holds nothing but comments. With problems it is what could be read all the same. */
  readonly root?: Node;
  /** Why the tree is not to be relied on. */
  readonly problems: readonly SyntaxProblem[];
  /** Why kubectl and the API server reject the text; one of `problems`. Absent if they read what our parser does not. */
  readonly rejection?: SyntaxProblem;
}

/**
 * Reads one document of a stream. Never throws and always answers: text in, tree and problems out. Scalars stay text
 * here, because Kubernetes reads them by other rules than the library (see read-scalar.ts); so `uniqueKeys` is off
 * too, and a repeated key stays in the tree for whoever judges it.
 */
export function parseDocument(text: string): ParsedDocument {
  const root = readSimple(text);
  if (root) return { root, problems: NONE };
  const read = readWithLibrary(text);
  const fault = isReadOtherwise(text) ? undefined : findFaultOrRest(text);
  if (!fault) return read.problems.every(isOfTaste) ? { ...read, problems: NONE } : read;
  const rejection = diagnoseSyntax(text, fault);
  return { ...read, problems: [rejection, ...read.problems], rejection };
}

/** The library wants a space before a comment, also after a quote or bracket; Go does not, and the tree is right. */
function isOfTaste({ code, message }: SyntaxProblem): boolean {
  return code === 'MISSING_CHAR' && message.startsWith('Comments must be separated');
}

/**
 * It is JSON, which kubectl reads as such, also several objects in a row, or a template, whose text is not what kubectl
 * gets.
 */
function isReadOtherwise(text: string): boolean {
  if (isTemplatedText(text)) return true;
  return /^\s*\{/.test(text) && text.split(/^(?=\{)/m).every((each) => each.trim() === '' || isJsonText(each));
}

const NONE: readonly SyntaxProblem[] = [];

/** Any text, by the YAML library. */
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
    // The library reports through `errors`. It throws where its stack overflows, which only nesting causes.
    return { problems: [...problems, tooLarge(span(0, 0), TOO_DEEP)] };
  }
  if (!document?.contents) return { problems };
  try {
    const root = new TreeBuilder(text, problems).build(document.contents, 0);
    return isWritten(root) ? { root, problems } : { problems };
  } catch (error) {
    // Half a tree would look like an object that lacks fields.
    if (error instanceof LimitExceeded) return { problems: [...problems, tooLarge(error.span, error.message)] };
    throw error;
  }
}

/** The `code` of a problem that is a limit of this reader, and not a fault of the text. */
export const TOO_LARGE = 'TOO_LARGE';

function tooLarge(where: Span, message: string): SyntaxProblem {
  return { span: where, code: TOO_LARGE, message };
}

/** A lone carriage return ends a line in YAML, and not in the library; both are one unit long, so places stay. */
function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}

/** The library points behind the end of a text that stops too early. */
function within(text: string, [start, end]: readonly [number, number]): Span {
  return span(Math.min(start, text.length), Math.min(end, text.length));
}

function isWritten(root: Node): boolean {
  return root.kind !== 'scalar' || root.style !== 'absent';
}

const MAX_DEPTH = 200;
/** How many brackets may be open at once before the library, which recurses, is not asked. */
const MAX_OPEN = 1_000;

const TOO_DEEP = `The document is nested more than ${MAX_DEPTH} levels deep`;
const TOO_MANY = `The aliases of the document stand for more than ${MAX_ALIASED.toLocaleString('en')} values`;

/** Thrown and caught in this file: the way out of the recursion. */
class LimitExceeded extends Error {
  readonly span: Span;

  constructor(where: Span, message: string) {
    super(message);
    this.span = where;
  }
}

/**
 * The bracket that is one too many inside the others. Quotes and comments are not looked at: text with so many
 * brackets that nothing closes is in no manifest.
 */
function tooDeepAt(text: string): number | undefined {
  let open = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const letter = text.charCodeAt(offset);
    if (letter === 0x5b || letter === 0x7b) {
      if (++open > MAX_OPEN) return offset;
    } else if ((letter === 0x5d || letter === 0x7d) && open > 0) open--;
  }
  return undefined;
}

class TreeBuilder {
  readonly #anchors = new Map<string, Node>();
  readonly #aliases = new AliasBudget();
  readonly #text: string;
  readonly #problems: SyntaxProblem[];

  constructor(text: string, problems: SyntaxProblem[]) {
    this.#text = text;
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
    this.#problems.push({ span: at, code: 'BAD_ALIAS', message: `Nothing before this place is called &${name}.` });
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
        // In `- a: b` within a flow sequence the library gives a bare pair.
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
   * `{{ … }}` without quotes: two maps to YAML, and to its author an expression that something renders first. As text
   * it is a template like any other; as a map it would look like a field that nobody has set.
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

/** A block collection ends where its last value does; the library counts what stands behind that to the collection. */
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
