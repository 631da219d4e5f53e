import { isKind, isOneOf } from '../../core/objects/group-kind.ts';
import { labelsOf } from '../../core/objects/labels.ts';
import type { Facet, Resource } from '../../core/objects/resource.ts';
import { isTemplate } from '../../core/objects/template-text.ts';
import type { View } from '../../core/query/view.ts';
import { nodeAt } from '../../core/syntax/lookup.ts';
import { BareMetalHost } from '../baremetal-operator/kinds.ts';
import { controlPlaneReference } from '../cluster-api/cluster-parts.ts';
import { Machine, MachineDeployment, MachineSet } from '../cluster-api/kinds.ts';
import { KubeadmControlPlane } from '../kubeadm/kinds.ts';
import { clusterOf } from './cluster-of.ts';
import { isReserved, meets, requirementsOf } from './host-selection.ts';
import { Metal3Machine, Metal3MachineTemplate } from './kinds.ts';

/**
 * Returns the other objects of the Cluster whose machines only use the same hosts, or undefined if the hosts of one of them
 * are unknown.
 */
export function competitorsOf(
  machines: Resource,
  hosts: readonly Resource[],
  view: View,
): readonly Resource[] | undefined {
  const cluster = clusterOf(machines, view);
  const owners = new Set<Resource>();
  const others = cluster
    ? [...view.referrersTo(cluster).map(({ resource }) => resource), ...controlPlanesOf(cluster, view)]
    : templatesOf(machines, view).flatMap((template) => view.referrersTo(template).map(({ resource }) => resource));
  for (const other of others) if (other !== machines && isOneOf(other, OWNERS) && !other.broken) owners.add(other);
  if (owners.size > MAX_OWNERS) return undefined;
  const competitors: Resource[] = [];
  for (const owner of owners) {
    // Machines of a MachineSet or MachineDeployment are counted with their owner.
    if (isKind(owner, Machine) && nodeAt(owner.root, ['metadata', 'ownerReferences'])) continue;
    for (const template of templatesOf(owner, view)) {
      const candidates = hostsFor(template, view);
      if (!candidates) return undefined;
      if (candidates.length > 0 && candidates.every((host) => hosts.includes(host))) competitors.push(owner);
    }
  }
  return competitors;
}

/**
 * Returns the hosts that CAPM3 can select for a template, or undefined if they are unknown or too many to compare.
 * Queries the hosts with one of the required labels if possible, so that an edit of another host does not run the rule
 * again.
 */
export function hostsFor(template: Resource, view: View): readonly Resource[] | undefined {
  const requirements = requirementsOf(template);
  if (!requirements) return undefined;
  const query = (facet?: Facet) => view.objectsInAnyNamespace(template, BareMetalHost, facet);
  const label = requirements.find(({ operator }) => operator === '=');
  const found = query(label && { name: 'label', value: `${label.key}=${label.values[0]}` });
  if (found.length > MAX_HOSTS || query({ name: 'trait', value: 'form' }).length > 0) return undefined;
  const hosts = found.filter((host) => !host.broken && isSameNamespace(host, template) && !isReserved(host));
  const labels = hosts.map(labelsOf);
  if (labels.includes(undefined)) return undefined;
  return hosts.filter((_, index) => requirements.every((each) => meets(labels[index] ?? new Map(), each)));
}

/** Returns the Metal3MachineTemplate or Metal3Machine of an object that creates machines. */
export function templatesOf(machines: Resource, view: View): readonly Resource[] {
  const reference = machines.references.find(({ target }) => isOneOf(target, [Metal3MachineTemplate, Metal3Machine]));
  const found = reference && view.resolve(machines, reference);
  return found?.kind === 'object' && !found.resource.broken ? [found.resource] : [];
}

/** With more hosts, a shortage is unlikely, and comparing them is expensive. */
const MAX_HOSTS = 100;

function isSameNamespace({ namespace: one }: Resource, { namespace: other }: Resource): boolean {
  return one === undefined || other === undefined || one === other || isTemplate(one) || isTemplate(other);
}

/** Comparing more objects is too expensive. */
const MAX_OWNERS = 10;

const OWNERS = [MachineDeployment, MachineSet, Machine, KubeadmControlPlane];

function controlPlanesOf(cluster: Resource, view: View): readonly Resource[] {
  const reference = controlPlaneReference(cluster);
  const found = reference && view.resolve(cluster, reference);
  return found?.kind === 'object' ? [found.resource] : [];
}
