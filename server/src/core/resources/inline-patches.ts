import { partOf } from '../syntax/list-parts.ts';
import { scalarAt } from '../syntax/lookup.ts';
import { remembered } from '../text/remembered.ts';
import { kustomizePatchesOf } from './kustomization.ts';
import { type Resource, resourceOf } from './resource.ts';

/**
 * The strategic merge patches that a kustomization holds as text, as parts of its document. With a target, kind and name
 * of a patch say nothing, and one of another kind than its target's is left out.
 */
export const inlinePatchesOf = remembered((kustomization: Resource): readonly Resource[] =>
  kustomizePatchesOf(kustomization).flatMap(({ inline = [], target }) =>
    inline.flatMap((root) => {
      const patch =
        root.kind === 'map' ? resourceOf(kustomization.uri, partOf(kustomization.document, root)) : undefined;
      const isMeant = patch && (!target || scalarAt(target, ['kind'])?.text === patch.kind);
      return isMeant ? [{ ...patch, isInlinePatch: true as const }] : [];
    }),
  ),
);
