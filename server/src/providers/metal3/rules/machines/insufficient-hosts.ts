import { isKind, isOneOf } from '../../../../core/objects/group-kind.ts';
import { labelsOf } from '../../../../core/objects/labels.ts';
import { type Facet, nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { entryOf, nodeAt } from '../../../../core/syntax/lookup.ts';
import { andList } from '../../../../core/text/enumeration.ts';
import { BareMetalHost } from '../../../baremetal-operator/kinds.ts';
import { controlPlaneReference } from '../../../cluster-api/cluster-parts.ts';
import { Machine, MachineDeployment, MachineSet } from '../../../cluster-api/kinds.ts';
import { replicasOf } from '../../../cluster-api/replicas.ts';
import { KubeadmControlPlane } from '../../../kubeadm/kinds.ts';
import { clusterOf } from '../../cluster-of.ts';
import { isReserved, meets, requirementsOf } from '../../host-selection.ts';
import { Metal3Machine, Metal3MachineTemplate } from '../../kinds.ts';
import { surgeOf } from '../../rolling-update.ts';

/**
 * Source: chooseHost of CAPM3. Skips workspaces without hosts in the namespace, and hosts whose labels are unknown: then
 * more hosts can exist in the cluster.
 */
export const insufficientHosts = defineRule({
  id: 'insufficient-hosts',
  severity: 'info',
  effect: 'stuck',
  by: 'controller',
  on: [MachineDeployment, MachineSet, KubeadmControlPlane],
  summary: 'Fewer hosts match a machine template than its machines need.',

  *check(machines, view) {
    const replicas = replicasOf(machines);
    const [template] = templatesOf(machines, view);
    if (!replicas || !template || !view.isComplete(machines) || !view.isComplete(template)) return;
    const hosts = hostsFor(template, view);
    if (!hosts || hosts.length === 0 || view.hasUnreadable(template)) return;
    const competing = competitorsOf(machines, hosts, view);
    const shared = competing?.map(replicasOf);
    if (!competing || !shared || shared.includes(undefined)) return;
    const needed = shared.reduce<number>((sum, count) => sum + (count ?? 0), replicas);
    const surge = surgeOf(machines);
    if (hosts.length >= needed + surge) return;
    const available = hosts.length === 1 ? 'only 1 host matches' : `only ${hosts.length} hosts match`;
    const owners = andList([machines, ...competing].map(nameOf));
    const spec = nodeAt(machines.root, ['spec']);
    const written = entryOf(spec, 'replicas');
    yield {
      resource: machines,
      node: written?.value ?? machines.nameNode ?? machines.root,
      path: written ? ['spec', 'replicas'] : ['metadata', 'name'],
      message:
        hosts.length < needed
          ? `Insufficient hosts: ${owners} ${competing.length === 0 ? 'needs' : 'need'} ${needed}, but ${available} ${nameOf(template)}. The remaining machines wait until a host is available.`
          : `No spare host for a rolling update: ${available} ${nameOf(template)}, and ${nameOf(machines)} creates ${surge} more during an update. The update waits until a host is available. Add hosts, or set maxSurge to 0.`,
      related: hosts.slice(0, 3).map((host) => ({
        place: placeOf(host, host.nameNode ?? host.root),
        message: `${nameOf(host)} is defined here.`,
      })),
    };
  },
});

/**
 * Returns the hosts that CAPM3 can select for a template, or undefined if they are unknown or too many to compare.
 * Queries the hosts with one of the required labels if possible, so that an edit of another host does not run the rule
 * again.
 */
function hostsFor(template: Resource, view: View): readonly Resource[] | undefined {
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

/** With more hosts, a shortage is unlikely, and comparing them is expensive. */
const MAX_HOSTS = 100;

function isSameNamespace({ namespace: one }: Resource, { namespace: other }: Resource): boolean {
  return one === undefined || other === undefined || one === other || isTemplate(one) || isTemplate(other);
}

/**
 * Returns the other objects of the Cluster whose machines only use the same hosts, or undefined if the hosts of one of them
 * are unknown.
 */
function competitorsOf(machines: Resource, hosts: readonly Resource[], view: View): readonly Resource[] | undefined {
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

/** Comparing more objects is too expensive. */
const MAX_OWNERS = 10;

const OWNERS = [MachineDeployment, MachineSet, Machine, KubeadmControlPlane];

function controlPlanesOf(cluster: Resource, view: View): readonly Resource[] {
  const reference = controlPlaneReference(cluster);
  const found = reference && view.resolve(cluster, reference);
  return found?.kind === 'object' ? [found.resource] : [];
}

/** Returns the Metal3MachineTemplate or Metal3Machine of an object that creates machines. */
function templatesOf(machines: Resource, view: View): readonly Resource[] {
  const reference = machines.references.find(({ target }) => isOneOf(target, [Metal3MachineTemplate, Metal3Machine]));
  const found = reference && view.resolve(machines, reference);
  return found?.kind === 'object' && !found.resource.broken ? [found.resource] : [];
}
