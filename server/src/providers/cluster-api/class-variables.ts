import { memoizeTree } from '../../core/objects/memoize-tree.ts';
import type { Resource } from '../../core/objects/resource.ts';
import { nodeAt, scalarAt } from '../../core/syntax/lookup.ts';
import { memoize } from '../../core/text/memoize.ts';
import { type NamedItem, namedItems } from './topology-class.ts';

/** The path of the schema in the definition of a variable. */
export const SCHEMA = ['schema', 'openAPIV3Schema'];

/** Returns the variables that a ClusterClass defines. All of these are cached, because many Clusters can use a class. */
export const classVariablesOf = memoizeTree(({ root }: Resource) => namedItems(root, ['spec', 'variables'], 'name'));

/** Returns the definitions by name. The first one of a name applies. */
export const definitionsByName = memoize((definitions: readonly NamedItem[]): ReadonlyMap<string, NamedItem> => {
  const byName = new Map<string, NamedItem>();
  for (const item of definitions) if (!byName.has(item.nameNode.text)) byName.set(item.nameNode.text, item);
  return byName;
});

/** Returns the names of the variables. */
export const variableNamesOf = memoize((definitions: readonly NamedItem[]) =>
  definitions.map(({ nameNode }) => nameNode.text),
);

/** Returns the variables that each Cluster must set: required, without a default, and with a schema. */
export const requiredAmong = memoize((definitions: readonly NamedItem[]) =>
  definitions.filter(
    ({ node }) =>
      scalarAt(node, ['required'])?.text === 'true' &&
      !nodeAt(node, [...SCHEMA, 'default']) &&
      nodeAt(node, SCHEMA) !== undefined,
  ),
);
