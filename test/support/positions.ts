import type { Completion } from '../../server/src/core/completion/completion.ts';
import { fileText } from '../../server/src/core/index.ts';
import { resolveKind } from '../../server/src/core/schemas/resolved-kind.ts';
import { schemaAtPath } from '../../server/src/core/schemas/schema-at-path.ts';
import type { NodePath } from '../../server/src/core/syntax/lookup.ts';
import { pathText } from '../../server/src/core/syntax/lookup.ts';
import type { Node, ScalarNode } from '../../server/src/core/syntax/node.ts';
import { SCHEMAS } from './check.ts';
import { apply, documentStart, type Writer } from './completion.ts';

/** A key or value that completion should offer: its schema names it, or it names an object of the workspace. */
export interface Position {
  readonly uri: string;
  readonly sort: 'key' | 'value';
  readonly what: string;
  readonly path: NodePath;
  readonly node: ScalarNode;
  /** Of the document, in its file. */
  readonly start: number;
}

export function positionsIn(writer: Writer): readonly Position[] {
  const found: Position[] = [];
  for (const [uri, file] of writer.workspace.files)
    for (const [index, document] of file.documents.entries()) {
      const resource = writer.workspace.resourceIn(document);
      const known = resource && !resource.broken ? resolveKind(SCHEMAS, {}, resource) : undefined;
      if (!resource || known?.version !== resource.version) continue;
      const start = file.offsets[index] ?? 0;
      const references = new Map(
        resource.references.flatMap((reference): [number, boolean][] => [
          [reference.nameNode.span.start, writer.workspace.resolve(resource, reference).kind === 'object'],
        ]),
      );
      const walk = (node: Node, path: NodePath): void => {
        if (node.alias) return;
        const schema = schemaAtPath(known.schema, path);
        const add = (sort: Position['sort'], what: string, scalar: ScalarNode) => {
          const text = document.text.slice(scalar.span.start, scalar.span.end);
          if (!/[\n${}]/.test(text)) found.push({ uri, sort, what, path, node: scalar, start });
        };
        if (node.kind === 'sequence') {
          for (const [at, item] of node.items.entries()) walk(item, [...path, at]);
          return;
        }
        if (node.kind === 'map') {
          for (const { key, value } of node.entries) {
            if (key.kind !== 'scalar') continue;
            const isKnown = schema?.properties !== undefined && Object.hasOwn(schema.properties, key.text);
            if (isKnown && !(path.length === 0 && key.text === 'status')) add('key', 'key', key);
            if (!(path.length === 0 && key.text === 'status')) walk(value, [...path, key.text]);
          }
          return;
        }
        if (node.style === 'absent' || node.text === '') return;
        const field = path.at(-1);
        if (path.length === 1 && (field === 'apiVersion' || field === 'kind')) add('value', String(field), node);
        else if (schema?.type === 'boolean' && ['true', 'false'].includes(node.text)) add('value', 'boolean', node);
        else if (schema?.enum?.includes(node.text)) add('value', 'enum', node);
        else if (references.has(node.span.start)) {
          if (references.get(node.span.start)) add('value', 'reference', node);
        } else if (schema?.type) add('value', 'other', node);
      };
      walk(resource.root, []);
    }
  return found;
}

export interface Outcome {
  readonly position: Position;
  /** Its index among the completions for no typed text; -1 if it is not offered. */
  readonly rank: number;
  /** The same after its first letter is typed. */
  readonly rankAfterLetter: number;
  /** True if accepting it restores the text. */
  readonly isRestored: boolean;
}

/** Deletes a key or value, requests completions, accepts the deleted text, and restores the document. */
export function tryPosition(writer: Writer, { uri, node, start, ...rest }: Position): Outcome {
  const { workspace } = writer;
  const isQuoted = node.style === 'single' || node.style === 'double';
  const from = start + node.span.start + (isQuoted ? 1 : 0);
  const to = start + node.span.end - (isQuoted ? 1 : 0);
  const text = textOf(writer, uri);
  const own = text.slice(from, to);
  const fits = ({ label, filter }: Completion) => label === node.text || filter === node.text;

  workspace.apply([{ uri, range: { start: from, end: to }, newText: '' }]);
  const offered = writer.at(uri, from);
  const rank = offered.findIndex(fits);
  const taken = offered[rank];
  const without = text.slice(0, from) + text.slice(to);
  const isRestored = taken !== undefined && isSame(apply(without, documentStart(writer, uri, from), taken), text);

  const letter = own.slice(0, 1);
  workspace.apply([{ uri, range: { start: from, end: from }, newText: letter }]);
  const beginsSo = ({ label, filter }: Completion) => (filter ?? label).toLowerCase().startsWith(letter.toLowerCase());
  const rankAfterLetter = writer
    .at(uri, from + 1)
    .filter(beginsSo)
    .findIndex(fits);

  workspace.apply([{ uri, range: { start: from, end: from + 1 }, newText: own }]);
  return { position: { uri, node, start, ...rest }, rank, rankAfterLetter, isRestored };
}

/** An accepted reference may add fields that the newest release requires. */
function isSame(text: string, wanted: string): boolean {
  if (text === wanted) return true;
  const lines = wanted.split('\n');
  const more = text.split('\n').filter((line) => line !== lines[0] || lines.shift() === undefined);
  return lines.length === 0 && more.every((line) => /^ +(kind|apiGroup): \S+$/.test(line));
}

function textOf({ workspace }: Writer, uri: string): string {
  const file = workspace.files.get(uri);
  return file ? fileText(file) : '';
}

export function nameOfPosition({ uri, sort, path, node }: Position): string {
  return `${uri} ${sort} ${pathText(path)} ${node.text}`;
}

/** The results for many positions of one kind, as fractions. */
export interface Shares {
  readonly count: number;
  readonly offered: number;
  readonly amongTen: number;
  readonly amongTenAfterLetter: number;
  readonly restored: number;
}

export function sharesOf(outcomes: readonly Outcome[]): Shares {
  const share = (holds: (outcome: Outcome) => boolean) => outcomes.filter(holds).length / Math.max(1, outcomes.length);
  return {
    count: outcomes.length,
    offered: share(({ rank }) => rank >= 0),
    amongTen: share(({ rank }) => rank >= 0 && rank < 10),
    amongTenAfterLetter: share(({ rankAfterLetter }) => rankAfterLetter >= 0 && rankAfterLetter < 10),
    restored: share(({ isRestored }) => isRestored),
  };
}

export function sharesText(what: string, { count, ...shares }: Shares): string {
  const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
  return `${what} ${count}: offered ${percent(shares.offered)}, among ten ${percent(shares.amongTen)}, after its first letter ${percent(shares.amongTenAfterLetter)}, restored ${percent(shares.restored)}`;
}
