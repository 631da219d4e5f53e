import { type Span, span } from '../../text/span.ts';
import { AliasBudget } from '../alias-budget.ts';
import { type Limit, MAX_DEPTH, TOO_DEEP, TOO_MANY } from '../limits.ts';
import type { MapEntry, Node, ScalarNode } from '../node.ts';

/** An incomplete collection. */
interface Frame {
  readonly kind: 'map' | 'sequence';
  readonly start: number;
  readonly flow: boolean;
  readonly tag: string | undefined;
  /** True for `[a: b]`, a map with one entry and without brackets. */
  readonly isPair: boolean;
  /** True for a block map that does not start with `? `. Its span starts after the anchor and tag of its first key. */
  readonly startsAtKey: boolean;
  readonly entries: MapEntry[];
  readonly items: Node[];
  key: Node | undefined;
}

/** Builds the syntax tree of a document from the nodes that the parser finds, in text order. */
export class TreeBuilder {
  root: Node | undefined;
  /** Set if the document exceeds a limit. Then nothing more is built. */
  limit: Limit | undefined;
  readonly #open: Frame[] = [];
  readonly #aliases: AliasBudget;

  /** `length` is that of the document's text, in UTF-16 units. */
  constructor(length: number) {
    this.#aliases = new AliasBudget(length);
  }

  /** The end of the key whose value is next. */
  get keyEnd(): number {
    return this.#open.at(-1)?.key?.span.end ?? 0;
  }

  scalar(where: Span, content: Pick<ScalarNode, 'text' | 'style'>, tag: string | undefined): Node | undefined {
    const { text, style } = content;
    return this.#add({ kind: 'scalar', span: span(where.start, where.end), text, style, ...tagged(tag) });
  }

  /** Adds a scalar that is not written, at an offset. */
  absent(at: number, tag?: string): Node | undefined {
    return this.scalar(span(at, at), { text: '', style: 'absent' }, tag);
  }

  alias(target: Node | undefined, { start, end }: Span): void {
    if (this.limit || !target) return;
    const height = this.#aliases.spend(target);
    if (height === undefined) this.limit = { span: span(start, end), message: TOO_MANY };
    else if (this.#open.length + height > MAX_DEPTH) this.limit = { span: span(start, end), message: TOO_DEEP };
    else this.#add({ ...target, span: span(start, end), alias: true });
  }

  open(start: number, options: Pick<Frame, 'kind' | 'flow' | 'startsAtKey'> & Partial<Frame>): void {
    this.#open.push({ tag: undefined, isPair: false, ...options, start, entries: [], items: [], key: undefined });
  }

  /** Completes the innermost collection. `end` is the end of its bracket; a block collection ends with its last value. */
  close(end: number): Node | undefined {
    const frame = this.#open.pop();
    if (!frame || this.limit) return undefined;
    const { kind, flow, tag, entries, items, isPair, startsAtKey } = frame;
    const start = startsAtKey ? (entries[0]?.key.span.start ?? frame.start) : frame.start;
    const last = entries.at(-1)?.value ?? items.at(-1);
    const where = span(start, flow && !isPair ? end : Math.max(start, last?.span.end ?? start));
    return this.#add(
      kind === 'map'
        ? { kind, span: where, flow, entries, ...tagged(tag) }
        : { kind, span: where, flow, items, ...tagged(tag) },
    );
  }

  #add(node: Node): Node | undefined {
    if (this.limit) return undefined;
    if (this.#open.length > MAX_DEPTH) {
      this.limit = { span: span(node.span.start, node.span.start), message: TOO_DEEP };
      return undefined;
    }
    const frame = this.#open.at(-1);
    if (!frame) this.root = node;
    else if (frame.kind === 'sequence') frame.items.push(node);
    else if (!frame.key) frame.key = node;
    else {
      frame.entries.push({ key: frame.key, value: node });
      frame.key = undefined;
      if (frame.isPair) this.close(node.span.end);
    }
    return node;
  }
}

function tagged(tag: string | undefined): { readonly tag?: string } {
  return tag === undefined ? {} : { tag };
}
