import type { ValueSlot } from '../cursor/cursor.ts';
import { localReferenceFieldsOf } from '../resources/local-reference-fields.ts';
import { GROUPS } from '../resources/reference-fields.ts';
import type { GroupKind } from '../resources/resource.ts';
import { scalarAt } from '../syntax/lookup.ts';
import { fits, matches } from '../syntax/path-pattern.ts';
import type { Context } from './context.ts';
import type { Value } from './values.ts';

/**
 * The name of an object that others refer to already and nobody has written, or else that of the cluster it is for; its
 * namespace, as its neighbours have it.
 */
export function ownNames(context: Context, { path }: ValueSlot): readonly Value[] {
  if (path.length !== 2 || path[0] !== 'metadata') return [];
  if (path[1] === 'namespace') return namespacesNear(context);
  if (path[1] !== 'name' || !context.known) return [];
  return [...context.expectedNames(context.known), ...clusterNames(context, context.known)];
}

const CLUSTER = { group: GROUPS.cluster, kind: 'Cluster' };

/** What the object says itself, or the nearest Cluster; not where an object of the kind has that name already. */
function clusterNames(context: Context, known: GroupKind): readonly Value[] {
  const own = scalarAt(context.cursor.root, ['spec', 'clusterName'])?.text;
  const [cluster] = context.objectsNear(CLUSTER).filter(({ document }) => document !== context.document);
  const taken = new Set(
    context.objectsNear(known).flatMap(({ document, name }) => (document === context.document ? [] : (name ?? []))),
  );
  const names = new Set([own, cluster?.name].filter((name) => name !== undefined && name !== '' && !taken.has(name)));
  return [...names].flatMap((text) => (text === undefined ? [] : [{ text, detail: 'as the cluster is called' }]));
}

/** What the same object defines elsewhere, such as links. */
export function localNames({ known, cursor }: Context, { path }: ValueSlot): readonly Value[] {
  if (!known) return [];
  const field = localReferenceFieldsOf(known).find(({ pattern }) => fits(pattern, path));
  const names = (field?.definitions ?? []).flatMap((definition) => matches(cursor.root, definition));
  return names.flatMap(({ node }) =>
    node.kind === 'scalar' && node.text !== '' ? [{ text: node.text, detail: field?.what ?? '' }] : [],
  );
}

export function namespacesNear({ file, index, asks }: Context): readonly Value[] {
  const { documents } = file;
  const namespaces = new Set<string>();
  for (let distance = 1; distance < documents.length && namespaces.size < 5 && distance < 200; distance++)
    for (const other of [documents[index - distance], documents[index + distance]]) {
      const namespace = other && asks.workspace.resourceIn(other)?.namespace;
      if (namespace) namespaces.add(namespace);
    }
  return [...namespaces].map((text) => ({ text }));
}
