import type { Manifests } from '../navigation/symbol.ts';
import type { Resource } from '../objects/resource.ts';
import { documentContaining } from '../syntax/list-parts.ts';
import { matches } from '../syntax/path-pattern.ts';

/** Returns the roots of trees, such as Clusters, in the order of their files' URIs and of the text. */
export function rootsIn(manifests: Manifests): readonly Resource[] {
  const byUri = new Map<string, Resource[]>();
  const all = manifests.model.roots.flatMap((kind) => manifests.objectsOfKind(kind));
  const definedNames = new Set(all.flatMap((cluster) => (isDefined(cluster) ? (cluster.name ?? []) : [])));
  // If two have the same name, the one that does not define its contents is a patch.
  for (const cluster of all)
    if (cluster.name !== undefined && (isDefined(cluster) || !definedNames.has(cluster.name)))
      byUri.set(cluster.uri, [...(byUri.get(cluster.uri) ?? []), cluster]);
  return [...byUri.keys()].sort().flatMap((uri) => {
    const places = new Map(manifests.files.get(uri)?.documents.map((document, index) => [document, index]));
    const place = ({ document }: Resource) => places.get(documentContaining(document)) ?? 0;
    return (byUri.get(uri) ?? []).sort((one, other) => place(one) - place(other));
  });
}

/** Returns true if the object defines its parts; a patch does not. */
function isDefined(root: Resource): boolean {
  const nested = root.model.referenceFieldsOf(root);
  return nested.some(({ pattern }) => matches(root.root, pattern).length > 0);
}
