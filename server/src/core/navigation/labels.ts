import { ANY_NAMESPACE, namespaceKey } from '../index/object-index.ts';
import { isKind, keyOf } from '../objects/group-kind.ts';
import type { Resource } from '../objects/resource.ts';
import { childOf } from '../syntax/lookup.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import { matches } from '../syntax/path-pattern.ts';
import { folderOf } from '../text/containers.ts';
import {
  type LabelScope,
  type Manifests,
  type NamedSymbol,
  type NavigationContributions,
  type Occurrence,
  occurrenceOf,
  type WrittenLabel,
} from './symbol.ts';

/** Returns the label at a scalar: key and value if the scalar is the value, else only the key. */
export function labelAt(
  resource: Resource,
  node: ScalarNode,
  contributions: NavigationContributions,
): NamedSymbol | undefined {
  for (const { scope, key, values } of writtenLabelsOf(resource, contributions)) {
    const head = { kind: 'label', scope, from: resource, key: key.text } as const;
    if (key === node) return head;
    if (values.includes(node)) return { ...head, value: node.text };
  }
  return undefined;
}

/**
 * Returns the places of a label in all objects that selectors can match: objects of the same folder and namespace, and
 * for machines of the same Cluster.
 */
export function labelOccurrences(
  { scope, from, key, value }: Extract<NamedSymbol, { kind: 'label' }>,
  manifests: Manifests,
): readonly Occurrence[] {
  const { navigation } = manifests.features;
  const { labelPlaces, labelReaders } = navigation;
  const kinds = [...labelPlaces.filter((each) => each.scope === scope).map(({ of }) => of), ...labelReaders];
  const unique = new Map(kinds.map((each) => [keyOf(each), each]));
  const found: Occurrence[] = [];
  for (const kind of unique.values())
    for (const resource of manifests.objectsIn(folderOf(from.uri), kind)) {
      if (!isReached(from, resource, scope, navigation)) continue;
      for (const label of writtenLabelsOf(resource, navigation)) {
        if (label.scope !== scope || label.key.text !== key) continue;
        const nodes = value === undefined ? [label.key] : label.values.filter(({ text }) => text === value);
        found.push(...nodes.map((node) => occurrenceOf(resource, node, label.role)));
      }
    }
  return found;
}

function isReached(
  from: Resource,
  other: Resource,
  scope: LabelScope,
  { canSelect }: NavigationContributions,
): boolean {
  const [one, two] = [namespaceKey(from.namespace), namespaceKey(other.namespace)];
  const meet = one === two || one === ANY_NAMESPACE || two === ANY_NAMESPACE;
  return meet && canSelect(scope, from, other);
}

/** Returns the labels of an object and the labels that its selectors require. */
function writtenLabelsOf(
  resource: Resource,
  { labelPlaces, labelReads }: NavigationContributions,
): readonly WrittenLabel[] {
  return [
    ...labelPlaces
      .filter(({ of }) => isKind(resource, of))
      .flatMap(({ pattern, scope, role }) =>
        matches(resource.root, pattern)
          .flatMap(({ node }) =>
            role === 'definition' ? pairsIn(node) : [...pairsIn(childOf(node, 'matchLabels')), ...expressionsIn(node)],
          )
          .map((pair) => ({ scope, role, ...pair })),
      ),
    ...labelReads.flatMap((read) => read(resource)),
  ].filter(({ key }) => resource.model.nameLabel(key.text) === undefined);
}

type Pair = Pick<WrittenLabel, 'key' | 'values'>;

function pairsIn(labels: Node | undefined): readonly Pair[] {
  if (labels?.kind !== 'map' || labels.alias) return [];
  return labels.entries.flatMap(({ key, value }) =>
    key.kind === 'scalar' && value.kind === 'scalar' && !value.alias && key.text !== '<<'
      ? [{ key, values: value.style === 'absent' ? [] : [value] }]
      : [],
  );
}

function expressionsIn(selector: Node | undefined): readonly Pair[] {
  const expressions = childOf(selector, 'matchExpressions');
  if (expressions?.kind !== 'sequence' || expressions.alias) return [];
  return expressions.items.flatMap((item) => {
    const key = childOf(item, 'key');
    const values = childOf(item, 'values');
    if (key?.kind !== 'scalar' || key.style === 'absent') return [];
    const listed = values?.kind === 'sequence' ? values.items.filter((each) => each.kind === 'scalar') : [];
    return [{ key, values: listed }];
  });
}
