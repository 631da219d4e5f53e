import { type GroupKind, isOneOf } from '../objects/group-kind.ts';
import type { Resource } from '../objects/resource.ts';
import type { ValueFor } from '../snippets/snippet.ts';
import { scalarAt } from '../syntax/lookup.ts';
import type { Context } from './context.ts';
import { namespacesNear } from './names.ts';

/**
 * Returns the values that the workspace already determines for the variables of a snippet that defines objects of
 * `kinds`. Those objects get names that are referenced but not defined; other names are those of the nearest object of the
 * same cluster. The author enters the rest.
 */
export function snippetValues(context: Context, kinds: readonly string[]): ValueFor {
  const known = new Map<string, string | undefined>();
  return (name) => {
    if (!known.has(name)) known.set(name, valueFor(context, kinds, name));
    return known.get(name);
  };
}

function valueFor(context: Context, kinds: readonly string[], name: string): string | undefined {
  if (name === 'NAMESPACE') return namespacesNear(context)[0]?.text;
  const { snippetNames, snippetFields } = context.input.workspace.features.completion;
  const named = snippetNames[name];
  if (named) {
    const [expected] = context.expectedNames(named);
    if (kinds.includes(named.kind)) return expected?.text;
    return nearest(context, named, kinds)?.name ?? expected?.text;
  }
  const field = snippetFields[name];
  for (const [kind, path] of field?.places ?? []) {
    const found = field?.isUnique ? nearest(context, kind, kinds) : othersNear(context, kind)[0];
    const text = found && scalarAt(found.root, path.split('.'))?.text;
    if (text) return field?.read?.(text) ?? text;
  }
  return field?.fallback?.(context);
}

/** Returns the nearest object that can belong to the same cluster as the new object. */
function nearest(context: Context, kind: GroupKind, kinds: readonly string[]): Resource | undefined {
  const { roots } = context.input.workspace.model;
  const isNewCluster = roots.some((root) => kinds.includes(root.kind));
  const cluster = isNewCluster ? undefined : clusterAbove(context);
  if (!isNewCluster && !cluster) return othersNear(context, kind)[0];
  return othersNear(context, kind)
    .slice(0, MAX_COMPARED)
    .find((each) => {
      const related = clustersOf(context, each);
      return related.length === 0 || related.some(({ document }) => document === cluster?.document);
    });
}

const MAX_COMPARED = 20;

function othersNear(context: Context, kind: GroupKind): readonly Resource[] {
  return context.objectsNear(kind).filter(({ document }) => document !== context.document);
}

/** Returns the nearest Cluster above in the same file. */
function clusterAbove({ file, index, document, input: { workspace } }: Context): Resource | undefined {
  for (let at = index; at >= Math.max(0, index - MAX_DOCUMENTS); at--) {
    const other = file.documents[at];
    const resource = other && other !== document ? workspace.resourceIn(other) : undefined;
    if (resource && isOneOf(resource, workspace.model.roots)) return resource;
  }
  return undefined;
}

const MAX_DOCUMENTS = 50;

/** Returns the Clusters that an object refers to, or that refer to it; for a Cluster, itself. */
function clustersOf({ input: { workspace } }: Context, object: Resource): readonly Resource[] {
  const { roots } = workspace.model;
  if (isOneOf(object, roots)) return [object];
  const targets = object.references
    .filter(({ target }) => isOneOf(target, roots))
    .map((reference) => workspace.resolve(object, reference))
    .flatMap((resolution) => (resolution.kind === 'object' ? [resolution.resource] : []));
  const referrers = workspace.referrersTo(object).map(({ resource }) => resource);
  return [...targets, ...referrers.filter((each) => isOneOf(each, roots))];
}
