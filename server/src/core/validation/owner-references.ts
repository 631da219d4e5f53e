import { childOf } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import type { Walk } from './problem.ts';
import { isNull, isUnknowable } from './unknowable.ts';

/** An owner must be named in full: manifests dumped from a cluster with a blank `uid` are refused. */
export function checkOwners(metadata: Node | undefined, walk: Walk): void {
  const owners = metadata && childOf(metadata, 'ownerReferences');
  if (owners?.kind !== 'sequence') return;
  for (const owner of owners.items) {
    if (owner.kind !== 'map' || isUnknowable(owner)) continue;
    for (const key of ['apiVersion', 'kind', 'name', 'uid']) {
      const node = childOf(owner, key);
      if (node && !isNull(node) && !(node.kind === 'scalar' && node.text === '')) continue;
      walk.problems.push({
        code: 'required-field',
        // The API server names no index here.
        path: ['metadata', 'ownerReferences', key],
        span: node && node.span.end > node.span.start ? node.span : owner.span,
        node: owner,
        detail: 'is missing',
        blocksRules: false,
      });
    }
  }
}
