import type { Finding } from '../../findings/finding.ts';
import { KUSTOMIZATION_KINDS } from '../../objects/kustomization.ts';
import type { Resource } from '../../objects/resource.ts';
import { entryOf, scalarAt } from '../../syntax/lookup.ts';
import type { Node } from '../../syntax/node.ts';
import { memoize } from '../../text/memoize.ts';
import { defineRule, findingOf } from '../rule.ts';

/** The workspace finds such patches when it builds a kustomization, and reports them with `unmatchedPatchFinding`. */
export const unmatchedPatch = defineRule({
  id: 'unmatched-patch',
  severity: 'error',
  effect: 'refused',
  by: 'schema',
  on: KUSTOMIZATION_KINDS,
  summary: 'A strategic merge patch without a target matches no object.',
});

/** Returns the finding about a patch, which is written in the document of an object. The same one for several builds. */
export function unmatchedPatchFinding({
  root,
  resource,
}: {
  readonly root: Node;
  readonly resource: Resource;
}): Finding {
  const known = findings(root);
  known.finding ??= newFinding(root, resource);
  return known.finding;
}

const findings = memoize((_: Node): { finding?: Finding } => ({}));

function newFinding(root: Node, resource: Resource): Finding {
  const [apiVersion, kind, name] = [['apiVersion'], ['kind'], ['metadata', 'name']].map(
    (path) => scalarAt(root, path)?.text ?? '',
  );
  return findingOf(unmatchedPatch, {
    resource,
    node: scalarAt(root, ['metadata', 'name']) ?? entryOf(root, 'kind')?.key ?? root,
    path: resource.root === root ? ['metadata', 'name'] : [],
    message: `This patch matches no object: kustomize finds no ${kind} "${name}" of ${apiVersion}, and rejects the build.`,
  });
}
