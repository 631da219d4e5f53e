import { partOf } from '../syntax/list-parts.ts';
import { scalarAt } from '../syntax/lookup.ts';
import { matches, pathPattern } from '../syntax/path-pattern.ts';
import { remembered } from '../text/remembered.ts';
import { isKustomization, kustomizePatchesOf } from './kustomization.ts';
import type { Resource } from './resource.ts';
import { resourceOf } from './resource-of.ts';

/**
 * The strategic merge patches that a kustomization holds as text, as parts of its document. With a target, kind and name
 * of a patch say nothing, and one of another kind than its target's is left out.
 */
export const inlinePatchesOf = remembered((kustomization: Resource): readonly Resource[] =>
  kustomizePatchesOf(kustomization).flatMap(({ inline = [], target }) =>
    inline.flatMap((root) => {
      const patch =
        root.kind === 'map'
          ? resourceOf(kustomization.uri, partOf(kustomization.document, root), kustomization.model)
          : undefined;
      const isMeant = patch && (!target || scalarAt(target, ['kind'])?.text === patch.kind);
      return isMeant ? [{ ...patch, inside: 'patch' as const }] : [];
    }),
  ),
);

const GENERATORS = (['ConfigMap', 'Secret'] as const).map(
  (kind) => [kind, pathPattern(`${kind.charAt(0).toLowerCase()}${kind.slice(1)}Generator[]`)] as const,
);

/**
 * The ConfigMaps and Secrets that a kustomization makes. Kustomize puts a hash behind their names and changes the
 * references that it knows; what they hold is not read, so they are as objects whose text cannot be read whole.
 */
export const generatedObjectsOf = remembered((kustomization: Resource): readonly Resource[] => {
  if (!isKustomization(kustomization)) return [];
  const { uri, document, root, model } = kustomization;
  return GENERATORS.flatMap(([kind, pattern]) =>
    matches(root, pattern).flatMap(({ node }): readonly Resource[] => {
      const nameNode = scalarAt(node, ['name']);
      const namespace = scalarAt(node, ['namespace'])?.text;
      if (!nameNode || node.alias) return [];
      const type = { apiVersion: 'v1', group: '', version: 'v1', kind };
      const names = { name: nameNode.text, nameNode, ...(namespace ? { namespace } : {}) };
      const own = { references: [], broken: true, inside: 'generator' as const, model };
      return [{ uri, document: partOf(document, node), root: node, ...type, ...names, ...own }];
    }),
  );
});

/** What stands in a kustomization and is looked for as objects are. */
export const insideOf = remembered((kustomization: Resource): readonly Resource[] => [
  ...inlinePatchesOf(kustomization),
  ...generatedObjectsOf(kustomization),
]);
