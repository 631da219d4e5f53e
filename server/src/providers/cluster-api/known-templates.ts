import type { Resource } from '../../core/objects/resource.ts';
import type { View } from '../../core/query/view.ts';
import { scalarAt } from '../../core/syntax/lookup.ts';
import { isSameNode } from '../../core/syntax/same-node.ts';
import type { StoredObject } from '../../core/validation/stored-object.ts';
import type { Definition } from './class-patches.ts';

/** A template with the object that the API server stores for it. */
export interface KnownTemplate {
  readonly resource: Resource;
  readonly stored: StoredObject;
}

/** Returns the templates that a definition selects and that are in the workspace. */
export function knownTemplates(
  clusterClass: Resource,
  { apiVersion, templates }: Definition,
  view: View,
): KnownTemplate[] {
  return (templates ?? []).flatMap(({ node }) => {
    const name = scalarAt(node, ['name']);
    const reference = clusterClass.references.find((each) => isSameNode(each.nameNode, name));
    const found = reference && view.resolve(clusterClass, reference);
    if (found?.kind !== 'object' || found.resource.broken || found.resource.apiVersion !== apiVersion) return [];
    const stored = view.isComplete(found.resource) ? view.stored(found.resource) : undefined;
    return stored ? [{ resource: found.resource, stored }] : [];
  });
}
