import { childOf } from '../syntax/lookup.ts';
import type { Node, SequenceNode } from '../syntax/node.ts';
import { readScalar } from '../syntax/read-scalar.ts';
import type { Walk } from './problem.ts';
import { isNull, isUnknowable } from './unknowable.ts';

/** Reports incomplete owner references (manifests dumped from a cluster often have an empty `uid`), and a second controller. */
export function checkOwners(metadata: Node | undefined, walk: Walk): void {
  const owners = metadata && childOf(metadata, 'ownerReferences');
  if (owners?.kind !== 'sequence') return;
  checkControllers(owners, walk);
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

function checkControllers(owners: SequenceNode, walk: Walk): void {
  const [, second] = owners.items.filter((owner) => {
    const controller = childOf(owner, 'controller');
    const value = controller?.kind === 'scalar' ? readScalar(controller) : undefined;
    return value?.type === 'boolean' && value.value;
  });
  const node = second && childOf(second, 'controller');
  if (!node) return;
  const path = ['metadata', 'ownerReferences'];
  const detail = 'has a second owner with controller: true, but only one is allowed';
  walk.problems.push({ code: 'invalid-metadata', path, span: node.span, node, detail });
}
