import { labelsOf } from '../../core/objects/labels.ts';
import type { Resource } from '../../core/objects/resource.ts';
import { isTemplate } from '../../core/objects/template-text.ts';
import type { View } from '../../core/query/view.ts';
import { childOf, type NodePath, nodeAt, scalarAt } from '../../core/syntax/lookup.ts';
import type { Node } from '../../core/syntax/node.ts';
import { memoize } from '../../core/text/memoize.ts';
import { isSubdomain } from '../../core/validation/names.ts';
import { BareMetalHost } from '../baremetal-operator/kinds.ts';
import { specOf } from './boot-paths.ts';

export const BARE_METAL_HOST = BareMetalHost;

/** A requirement of a host selector. */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
  readonly node: Node;
  readonly path: NodePath;
}

/**
 * Returns the requirements of the host selector of a Metal3MachineTemplate or a Metal3Machine, or undefined if part of it
 * is a template. Source: hostLabelSelectorForMachine of CAPM3.
 */
export function requirementsOf(machineTemplate: Resource): readonly Requirement[] | undefined {
  const path = [...specOf(machineTemplate), 'hostSelector'];
  const selector = nodeAt(machineTemplate.root, path);
  const found: Requirement[] = [];
  const labels = childOf(selector, 'matchLabels');
  if (labels?.kind === 'map')
    for (const { key, value } of labels.entries) {
      if (key.kind !== 'scalar' || value.kind !== 'scalar' || key.text === '<<') return undefined;
      found.push({
        key: key.text,
        operator: '=',
        values: [value.text],
        node: value,
        path: [...path, 'matchLabels', key.text],
      });
    }
  const expressions = childOf(selector, 'matchExpressions');
  if (expressions?.kind === 'sequence')
    for (const [index, item] of expressions.items.entries()) {
      const values = childOf(item, 'values');
      const texts =
        values?.kind === 'sequence' ? values.items.map((each) => (each.kind === 'scalar' ? each.text : '${')) : [];
      found.push({
        key: scalarAt(item, ['key'])?.text ?? '${',
        operator: scalarAt(item, ['operator'])?.text.toLowerCase() ?? '${',
        values: texts,
        node: item,
        path: [...path, 'matchExpressions', index],
      });
    }
  const isKnown = found.every(({ key, operator, values }) => ![key, operator, ...values].some(isTemplate));
  return isKnown ? found : undefined;
}

/** Returns true if the labels of a host meet a requirement. Returns false for an unknown operator. */
export function meets(labels: ReadonlyMap<string, string>, { key, operator, values }: Requirement): boolean {
  const value = labels.get(key);
  const number = value === undefined ? Number.NaN : Number(value);
  switch (operator) {
    case '=':
    case '==':
    case 'in':
      return value !== undefined && values.includes(value);
    case '!=':
    case 'notin':
      return value === undefined || !values.includes(value);
    case 'exists':
      return value !== undefined;
    case '!':
      return value === undefined;
    case 'gt':
      return number > Number(values[0]);
    case 'lt':
      return number < Number(values[0]);
    default:
      return false;
  }
}

/** Returns the hosts in the workspace, in all namespaces. If the name of one is a placeholder, returns none. */
export function hostsAround(resource: Resource, view: Pick<View, 'objectsInAnyNamespace'>): readonly Resource[] {
  return usableHosts(view.objectsInAnyNamespace(resource, BARE_METAL_HOST));
}

/** Many templates select among the same hosts. */
const usableHosts = memoize((all: readonly Resource[]) => {
  const hosts = all.filter(({ broken }) => !broken);
  return hosts.every(({ name }) => name !== undefined && isSubdomain(name)) ? hosts : [];
});

/** Returns true if a host certainly meets all requirements. Only checks hosts that have one of the required labels. */
export function isMet(
  resource: Resource,
  requirements: readonly Requirement[],
  view: Pick<View, 'objectsOf'>,
): boolean {
  const first = requirements.find(({ operator }) => operator === '=' || operator === '==' || operator === 'in');
  if (!first) return false;
  return first.values.some((value) =>
    view.objectsOf(resource, BARE_METAL_HOST, { name: 'label', value: `${first.key}=${value}` }).some((host) => {
      const labels = labelsOf(host);
      return labels !== undefined && requirements.every((requirement) => meets(labels, requirement));
    }),
  );
}

/** Returns true if CAPM3 does not select a host because it is in use, or provisioned otherwise. */
export function isTaken(host: Resource): boolean {
  return (
    ['image', 'consumerRef', 'customDeploy'].some((key) => nodeAt(host.root, ['spec', key])?.kind === 'map') ||
    scalarAt(host.root, ['spec', 'externallyProvisioned'])?.text === 'true'
  );
}

/** Returns true if a host is certainly not for machines of CAPM3: it is provisioned otherwise, and no machine consumes it. */
export function isReserved(host: Resource): boolean {
  return isTaken(host) && nodeAt(host.root, ['spec', 'consumerRef'])?.kind !== 'map';
}
