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

/**
 * Returns the finding about a patch, which is written in the document of an object. The same one for several builds.
 * `namespace` is that of an object of the same kind and name.
 */
export function unmatchedPatchFinding({
  root,
  resource,
  namespace,
}: {
  readonly root: Node;
  readonly resource: Resource;
  readonly namespace?: string;
}): Finding {
  const known = findings(root);
  const finding = known.get(namespace) ?? newFinding(root, resource, namespace);
  known.set(namespace, finding);
  return finding;
}

const findings = memoize((_: Node) => new Map<string | undefined, Finding>());

function newFinding(root: Node, resource: Resource, namespace: string | undefined): Finding {
  const [apiVersion, kind, name] = [['apiVersion'], ['kind'], ['metadata', 'name']].map(
    (path) => scalarAt(root, path)?.text ?? '',
  );
  return findingOf(unmatchedPatch, {
    resource,
    node: scalarAt(root, ['metadata', 'name']) ?? entryOf(root, 'kind')?.key ?? root,
    path: resource.root === root ? ['metadata', 'name'] : [],
    message: `This patch matches no object: kustomize finds no ${kind} "${name}" of ${apiVersion}, and rejects the build.${remedyFor(root, namespace)}`,
  });
}

/** Source: kustomize, kyaml/resid/resid.go, Equals: an object without a namespace is in `default`. */
function remedyFor(root: Node, namespace: string | undefined): string {
  const own = scalarAt(root, ['metadata', 'namespace'])?.text;
  if (namespace === undefined) return '';
  if (namespace === 'default')
    return ` Remove "namespace: ${own}": for kustomize, the object is in namespace "default".`;
  return own ? ` The object is in namespace "${namespace}".` : ` Add "namespace: ${namespace}", as in the object.`;
}
