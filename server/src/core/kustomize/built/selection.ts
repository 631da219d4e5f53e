import { splitApiVersion } from '../../objects/resource.ts';
import { isTemplate } from '../../objects/template-text.ts';
import { childOf, scalarAt } from '../../syntax/lookup.ts';
import type { Node } from '../../syntax/node.ts';
import { memoize } from '../../text/memoize.ts';
import { Pattern } from '../../text/pattern.ts';
import { type Draft, identityIn, typeIn } from './draft.ts';

export type Selected = 'yes' | 'no' | 'unknown';

/**
 * Returns whether a selector of a kustomization selects an object. Its fields are regular expressions for the complete
 * text, and names and namespaces are those of the base or the current ones.
 *
 * Source: kustomize, api/resmap/reswrangler.go, Select.
 */
export function selects(target: Node | undefined, { root, identities }: Draft): Selected {
  if (target?.kind !== 'map') return 'unknown';
  const { apiVersion, kind } = typeIn(root);
  const { group, version } = splitApiVersion(apiVersion);
  const [first] = identities;
  const all = [...(first ? [first] : []), identities.at(-1) ?? identityIn(root)];
  const parts = [
    fits(target, 'group', [group]),
    fits(target, 'version', [version]),
    fits(target, 'kind', [kind]),
    fits(
      target,
      'name',
      all.map(({ name }) => name),
    ),
    fits(
      target,
      'namespace',
      all.map(({ namespace }) => namespace),
    ),
  ];
  if (parts.includes('no')) return 'no';
  const isOpen = ['labelSelector', 'annotationSelector'].some((key) => childOf(target, key));
  return isOpen || parts.includes('unknown') ? 'unknown' : 'yes';
}

function fits(target: Node, key: string, texts: readonly string[]): Selected {
  const node = childOf(target, key);
  const text = scalarAt(target, [key])?.text;
  if (text === undefined || text === '') return node && node.kind !== 'scalar' ? 'unknown' : 'yes';
  if (isTemplate(text) || texts.some(isTemplate)) return 'unknown';
  if (texts.includes(text)) return 'yes';
  const pattern = node && completely(node);
  if (!pattern) return 'unknown';
  const results = texts.map((each) => pattern.test(each));
  if (results.includes(true)) return 'yes';
  return results.includes(undefined) ? 'unknown' : 'no';
}

const completely = memoize((node: Node) => (node.kind === 'scalar' ? Pattern.of(`^(?:${node.text})$`) : undefined));

/**
 * Returns whether a strategic merge patch without a target is for an object: one of its identities must be the same.
 *
 * Source: kustomize, kyaml/resid/resid.go, Equals: an object without a namespace is in `default`. The namespace of a kind
 * that kustomize knows to be cluster-scoped does not matter.
 */
export function isPatchFor(patch: Node, { root, identities }: Draft): Selected {
  const [theirs, own] = [typeIn(patch), typeIn(root)];
  if (theirs.kind !== own.kind || theirs.apiVersion !== own.apiVersion) return 'no';
  const { name, namespace } = identityIn(patch);
  if (isTemplate(name) || identities.some((each) => isTemplate(each.name))) return 'unknown';
  const named = identities.filter((each) => each.name === name);
  if (named.some((each) => each.namespace === namespace)) return 'yes';
  const isOpen =
    [namespace, ...named.map((each) => each.namespace)].some(isTemplate) ||
    isOfKubernetes(splitApiVersion(own.apiVersion).group);
  return named.length > 0 && isOpen ? 'unknown' : 'no';
}

/** Returns true for groups whose kinds and fields kustomize knows. */
export function isOfKubernetes(group: string): boolean {
  return !group.includes('.') || group.endsWith('.k8s.io');
}

/** Returns the namespace in which a strategic merge patch without a target is for an object; undefined if there is none. */
export function namespaceFor(patch: Node, { root, identities }: Draft): string | undefined {
  const [theirs, own, { name }] = [typeIn(patch), typeIn(root), identityIn(patch)];
  if (theirs.kind !== own.kind || theirs.apiVersion !== own.apiVersion) return undefined;
  // A patch can use the first of several namespaces at all levels.
  return identities.find((each) => each.name === name)?.namespace;
}
