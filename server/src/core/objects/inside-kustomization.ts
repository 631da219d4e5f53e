import { partOf } from '../syntax/list-parts.ts';
import { scalarAt } from '../syntax/lookup.ts';
import { matches, pathPattern } from '../syntax/path-pattern.ts';
import { memoize } from '../text/memoize.ts';
import { isKustomization, kustomizePatchesOf } from './kustomization.ts';
import type { Resource } from './resource.ts';
import { resourceOf, withChanges } from './resource-of.ts';

/**
 * Returns the inline strategic merge patches of a kustomization as parts of its document. With a target, the kind and
 * name in the patch are ignored, and a patch of another kind than its target is left out.
 */
export const inlinePatchesOf = memoize((kustomization: Resource): readonly Resource[] =>
  kustomizePatchesOf(kustomization).flatMap(({ inline = [], target }) =>
    inline.flatMap((root) => {
      const patch =
        root.kind === 'map'
          ? resourceOf(kustomization.uri, partOf(kustomization.document, root), kustomization.model)
          : undefined;
      const appliesToTarget = patch && (!target || scalarAt(target, ['kind'])?.text === patch.kind);
      return appliesToTarget ? [withChanges(patch, { inside: 'patch' })] : [];
    }),
  ),
);

const GENERATORS = (['ConfigMap', 'Secret'] as const).map(
  (kind) => [kind, pathPattern(`${kind.charAt(0).toLowerCase()}${kind.slice(1)}Generator[]`)] as const,
);

/**
 * Returns the ConfigMaps and Secrets that a kustomization generates. Kustomize adds a hash to their names and updates
 * references. Their content is not read, so they are marked as broken.
 */
const generatedObjectsOf = memoize((kustomization: Resource): readonly Resource[] => {
  const { uri, document, root, model } = kustomization;
  return GENERATORS.flatMap(([kind, pattern]) =>
    matches(root, pattern).flatMap(({ node }): readonly Resource[] => {
      const nameNode = scalarAt(node, ['name']);
      const namespace = scalarAt(node, ['namespace'])?.text;
      if (!nameNode || node.alias) return [];
      const type = { apiVersion: 'v1', group: '', version: 'v1', kind };
      const names = { name: nameNode.text, nameNode, ...(namespace ? { namespace } : {}) };
      const generated = { references: [], broken: true, inside: 'generator' as const, model };
      return [{ uri, document: partOf(document, node), root: node, ...type, ...names, ...generated }];
    }),
  );
});

/** Returns the objects that are defined inside an object; none if it is not a kustomization. */
export function objectsInside(resource: Resource): readonly Resource[] {
  return isKustomization(resource) ? inside(resource) : [];
}

const inside = memoize((kustomization: Resource): readonly Resource[] => [
  ...inlinePatchesOf(kustomization),
  ...generatedObjectsOf(kustomization),
]);
