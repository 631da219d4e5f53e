import { type Cursor, cursorAt } from '../cursor/cursor.ts';
import { type Indentation, indentationOf } from '../cursor/indentation.ts';
import type { InlineWindow } from '../cursor/inline-window.ts';
import type { ListWindow } from '../cursor/list-window.ts';
import { splitApiVersion } from '../resources/resource.ts';
import { type KindInForce, kindInForce } from '../schemas/kind-in-force.ts';
import type { SchemaStore } from '../schemas/schema-store.ts';
import type { Usage } from '../schemas/usage.ts';
import type { Snippet } from '../snippets/snippet.ts';
import { scalarAt } from '../syntax/lookup.ts';
import { type ManifestDocument, manifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import type { Node } from '../syntax/node.ts';
import type { SchemaJudge, Targets } from '../validation/judge.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type Surroundings, surroundingsOf } from './surroundings.ts';

/** What completion may ask. */
export interface Asks {
  readonly schemas: SchemaJudge;
  readonly usage: Usage;
  readonly snippets: readonly Snippet[];
  readonly workspace: Pick<
    Workspace,
    'kinds' | 'objectsNear' | 'resourceIn' | 'resolve' | 'referrersTo' | 'patchTargets' | 'objectsNamed'
  >;
}

/** The same to whoever writes inside a patch in a kustomization: the patch is the object of that place. */
export function asksInside(workspace: Asks['workspace'], window: InlineWindow): Asks['workspace'] {
  const { document, patch } = window;
  return {
    kinds: workspace.kinds,
    objectsNear: (from, kind) => workspace.objectsNear(from, kind),
    resourceIn: (each) => (each === document ? patch : workspace.resourceIn(each)),
    resolve: (resource, reference) => workspace.resolve(resource, reference),
    referrersTo: (resource) => workspace.referrersTo(resource),
    patchTargets: (uri) => workspace.patchTargets(uri, window),
    objectsNamed: (kind, name, uri) => workspace.objectsNamed(kind, name, uri),
  };
}

/** The same to whoever writes in an object of a List: the object is that of its document. */
export function asksOfItem(workspace: Asks['workspace'], { document, part }: ListWindow): Asks['workspace'] {
  return {
    kinds: workspace.kinds,
    objectsNear: (from, kind) => workspace.objectsNear(from, kind),
    resourceIn: (each) => workspace.resourceIn(each === document ? part : each),
    resolve: (resource, reference) => workspace.resolve(resource, reference),
    referrersTo: (resource) => workspace.referrersTo(resource),
    patchTargets: (uri) => workspace.patchTargets(uri),
    objectsNamed: (kind, name, uri) => workspace.objectsNamed(kind, name, uri),
  };
}

/** Everything that those who offer something know of the place. */
export interface Context extends Surroundings {
  readonly asks: Asks;
  readonly targets: Targets;
  readonly file: ManifestFile;
  /** Of the document in the file. */
  readonly index: number;
  readonly document: ManifestDocument;
  /** Of the cursor in the document. */
  readonly offset: number;
  readonly cursor: Cursor;
  /** Absent for kinds that we know nothing of. */
  readonly known?: KindInForce;
  readonly eol: string;
  readonly indentation: Indentation;
}

/** Undefined where nothing can be written that we know of. `offset` counts from the start of document number `index`. */
export function contextAt(file: ManifestFile, index: number, offset: number, asks: Asks): Context | undefined {
  // A file in which nothing stands yet has no document.
  const document = file.documents[index] ?? manifestDocument({ text: '', before: 'closed', after: 'pending' });
  const cursor = cursorAt(document.text, offset);
  if (!cursor) return undefined;
  const targets = asks.schemas.targetsFor(file.uri);
  const known = kindOf(cursor.root, asks.schemas.store, targets);
  return {
    ...surroundingsOf(asks, { file, index }),
    asks,
    targets,
    file,
    index,
    document,
    offset,
    cursor,
    ...(known ? { known } : {}),
    eol: document.text.includes('\r\n') ? '\r\n' : '\n',
    indentation: indentationOf(nearest(cursor, file, index)),
  };
}

/** The text around a place, nearest first; a few documents tell how their author indents. */
function* nearest(cursor: Cursor, { documents }: ManifestFile, index: number) {
  yield cursor;
  for (const distance of [1, 2, 3])
    for (const each of [documents[index - distance], documents[index + distance]])
      if (each) yield { text: each.text, root: each.parsed.root };
}

/** The kind that a document says it is. Its group may be missing still, where only one has such a kind. */
function kindOf(root: Node, store: SchemaStore, targets: Targets): KindInForce | undefined {
  const kind = scalarAt(root, ['kind'])?.text;
  const apiVersion = scalarAt(root, ['apiVersion'])?.text;
  if (!kind) return undefined;
  if (apiVersion) return kindInForce(store, targets, { ...splitApiVersion(apiVersion), kind });
  const groups = store.kinds.filter((entry) => entry.kind === kind);
  return groups[0] && groups.length === 1 ? kindInForce(store, targets, { ...groups[0], version: '' }) : undefined;
}
