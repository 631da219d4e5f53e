import { checkDirectives } from './check-directives.ts';
import { DocumentNodes, type Properties } from './document-nodes.ts';
import type { FaultCode } from './fault.ts';
import { type Role, STARTS, type State } from './node-roles.ts';
import type { Tag } from './scan-properties.ts';
import { Scanner } from './scanner.ts';
import type { Token, TokenType } from './token-queue.ts';
import type { TreeBuilder } from './tree-builder.ts';

/**
 * Parses the document from `start` on in the same way as the Go YAML library when it decodes a value for JSON, and adds its nodes to
 * `builder`. Throws a FaultSignal at the first fault. As in the library, the text after the document is not parsed;
 * returns the token at which it starts, unless that is another document.
 */
export function readDocument(text: string, start: number, builder?: TreeBuilder): Token | undefined {
  return new Parser(text, start, builder).document();
}

class Parser {
  readonly #scanner: Scanner;
  readonly #nodes: DocumentNodes;
  /** States of open collections are kept on a stack, so nesting cannot exhaust the call stack. */
  readonly #states: State[] = [];
  readonly #handles = new Map<string, string>();

  constructor(text: string, start: number, builder: TreeBuilder | undefined) {
    this.#scanner = new Scanner(text, start);
    this.#nodes = new DocumentNodes(this.#scanner, builder);
  }

  document(): Token | undefined {
    if (this.#scanner.peek().type === 'stream-end') return undefined;
    const isExplicit = checkDirectives(this.#scanner, this.#handles);
    if (!isExplicit || !this.#isAt('directive', 'document-start', 'document-end', 'stream-end')) {
      this.#states.push('end');
      this.#node(true, false, 'value');
      while (this.#step());
    }
    const next = this.#scanner.peek();
    return this.#isAt('document-start', 'document-end', 'stream-end') ? undefined : next;
  }

  /** Continues in the innermost collection; returns false at the end of the document. */
  #step(): boolean {
    const state = this.#states.pop() as State;
    if (state === 'end') return false;
    if (state === 'sequence-entry') this.#sequenceEntry();
    else if (state === 'indentless-entry') this.#indentlessEntry();
    else if (state === 'map-key') this.#mapKey();
    else if (state === 'map-value') this.#mapValue();
    else if (state === 'flow-pair-value') this.#flowValue('flow-sequence-entry', 'flow-sequence-end');
    else if (state === 'flow-map-value') this.#flowValue('flow-map-key', 'flow-mapping-end');
    else if (state === 'flow-map-key-alone') this.#flowKeyAlone();
    else if (state.startsWith('flow-sequence')) this.#flowSequenceEntry(state === 'flow-sequence-first');
    else this.#flowMapKey(state === 'flow-map-first');
    return true;
  }

  #flowKeyAlone(): void {
    this.#states.push('flow-map-key');
    this.#nodes.absent(this.#nodes.takeValueRole(), false);
  }

  #node(isBlock: boolean, isIndentless: boolean, role: Role): void {
    const first = this.#scanner.peek();
    if (first.type === 'alias') {
      this.#nodes.alias(this.#scanner.take(), role);
      return;
    }
    const properties = this.#properties();
    const token = this.#scanner.peek();
    if (isIndentless && token.type === 'block-entry') {
      this.#states.push('indentless-entry');
      this.#nodes.open('indentless-entry', token, properties, role);
      return;
    }
    if (token.type === 'scalar') {
      this.#nodes.scalar(this.#scanner.take(), properties, role);
      return;
    }
    const state = STARTS[token.type];
    if (state && (isBlock || state.startsWith('flow'))) {
      this.#states.push(state);
      this.#nodes.open(state, this.#scanner.take(), properties, role);
      return;
    }
    if (properties.anchor === undefined && properties.tag === undefined)
      this.#nodes.fail('expected-node', token, first.start);
    this.#nodes.scalar({ ...first, start: first.end }, properties, role);
  }

  /** Parses at most one anchor and one tag. */
  #properties(): Properties {
    let name: string | undefined;
    let tag: Token | undefined;
    for (let part = 0; part < 2; part++) {
      const token = this.#scanner.peek();
      if (token.type === 'anchor' && name === undefined) name = token.name ?? '';
      else if (token.type === 'tag' && tag === undefined) tag = token;
      else break;
      this.#scanner.take();
    }
    return {
      ...(name === undefined ? {} : { anchor: this.#nodes.addAnchor(name) }),
      ...(tag?.tag ? { tag: this.#resolvedTag(tag, tag.tag) } : {}),
    };
  }

  #resolvedTag(token: Token, { handle, suffix }: Tag): string {
    if (handle === '') return suffix;
    const prefix = this.#handles.get(handle);
    if (prefix === undefined) this.#nodes.fail('undefined-tag-handle', token);
    return prefix + suffix;
  }

  #isAt(...types: readonly TokenType[]): boolean {
    return types.includes(this.#scanner.peek().type);
  }

  #item(isBlock: boolean): void {
    this.#node(isBlock, false, this.#nodes.itemRole);
  }

  #key(isBlock: boolean): void {
    this.#nodes.startKey();
    this.#node(isBlock, isBlock, 'key');
  }

  /** Parses the token that ends a collection. */
  #closeCollection(): void {
    this.#nodes.close(this.#scanner.take().end);
  }

  #sequenceEntry(): void {
    if (this.#isAt('block-entry')) {
      this.#scanner.take();
      this.#states.push('sequence-entry');
      if (this.#isAt('block-entry', 'block-end')) this.#nodes.absent(this.#nodes.itemRole);
      else this.#item(true);
    } else if (this.#isAt('block-end')) {
      this.#closeCollection();
    } else this.#nodes.failInCollection('expected-dash');
  }

  #indentlessEntry(): void {
    if (!this.#isAt('block-entry')) {
      this.#nodes.close(0);
      return;
    }
    this.#scanner.take();
    this.#states.push('indentless-entry');
    if (this.#isAt('block-entry', 'key', 'value', 'block-end')) this.#nodes.absent(this.#nodes.itemRole);
    else this.#item(true);
  }

  #mapKey(): void {
    if (this.#isAt('key')) {
      this.#scanner.take();
      this.#states.push('map-value');
      if (this.#isAt('key', 'value', 'block-end')) this.#nodes.absent('key');
      else this.#key(true);
    } else if (this.#isAt('block-end')) {
      this.#closeCollection();
    } else this.#nodes.failInCollection('expected-key');
  }

  #mapValue(): void {
    this.#states.push('map-key');
    const role = this.#nodes.takeValueRole();
    if (!this.#isAt('value')) {
      this.#nodes.absent(role, false);
      return;
    }
    this.#scanner.take();
    if (this.#isAt('key', 'value', 'block-end')) this.#nodes.absent(role);
    else this.#node(true, true, role);
  }

  #flowSequenceEntry(isFirst: boolean): void {
    if (!this.#isAt('flow-sequence-end')) {
      if (!isFirst) this.#comma('expected-flow-sequence-end');
      if (this.#isAt('key')) {
        // A pair is a map with one entry.
        this.#nodes.openPair(this.#scanner.take().start);
        this.#states.push('flow-pair-value');
        if (this.#isAt('value', 'flow-entry', 'flow-sequence-end')) this.#nodes.absent('key');
        else this.#key(false);
        return;
      }
      if (!this.#isAt('flow-sequence-end')) {
        this.#states.push('flow-sequence-entry');
        this.#item(false);
        return;
      }
    }
    this.#closeCollection();
  }

  #comma(code: FaultCode): void {
    if (!this.#isAt('flow-entry')) this.#nodes.failInCollection(code);
    this.#scanner.take();
  }

  #flowMapKey(isFirst: boolean): void {
    if (!this.#isAt('flow-mapping-end')) {
      if (!isFirst) this.#comma('expected-flow-mapping-end');
      if (this.#isAt('key')) {
        this.#scanner.take();
        this.#states.push('flow-map-value');
        if (this.#isAt('value', 'flow-entry', 'flow-mapping-end')) this.#nodes.absent('key');
        else this.#key(false);
        return;
      }
      if (!this.#isAt('flow-mapping-end')) {
        this.#states.push('flow-map-key-alone');
        this.#key(false);
        return;
      }
    }
    this.#closeCollection();
  }

  #flowValue(then: State, end: TokenType): void {
    this.#states.push(then);
    const role = this.#nodes.takeValueRole();
    if (!this.#isAt('value')) {
      this.#nodes.absent(role, false);
      return;
    }
    this.#scanner.take();
    if (this.#isAt('flow-entry', end)) this.#nodes.absent(role);
    else this.#node(false, false, role);
  }
}
