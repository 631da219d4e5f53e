import { isOneOf } from '../../../../core/objects/group-kind.ts';
import { labelsOf } from '../../../../core/objects/labels.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { entryOf, nodeAt } from '../../../../core/syntax/lookup.ts';
import { Machine, MachineDeployment, MachineSet } from '../../../cluster-api/kinds.ts';
import { replicasOf } from '../../../cluster-api/replicas.ts';
import { KubeadmControlPlane } from '../../../kubeadm/kinds.ts';
import { hostsAround, isReserved, meets, requirementsOf } from '../../host-selection.ts';
import { Metal3MachineTemplate } from '../../kinds.ts';
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
    const reference = machines.references.find(({ target }) => isOneOf(target, [Metal3MachineTemplate]));
    if (!reference || !replicas || !view.isWhole(machines)) return;
    const found = view.resolve(machines, reference);
    if (found.kind !== 'object' || found.resource.broken || !view.isWhole(found.resource)) return;
    const template = found.resource;
    const hosts = hostsFor(template, view);
    if (!hosts || hosts.length === 0 || view.hasUnread(template)) return;
    const sharing = othersWith(template, machines, view);
    const shared = sharing.map(replicasOf);
    if (shared.includes(undefined)) return;
    const needed = shared.reduce<number>((sum, count) => sum + (count ?? 0), replicas);
    const surge = surgeOf(machines);
    if (hosts.length >= needed + surge) return;
    const available = hosts.length === 1 ? 'only 1 host matches' : `only ${hosts.length} hosts match`;
    const who = sharing.length === 0 ? nameOf(machines) : `${nameOf(machines)} and ${sharing.map(nameOf).join(', ')}`;
    const spec = nodeAt(machines.root, ['spec']);
    const written = entryOf(spec, 'replicas');
    yield {
      resource: machines,
      node: written?.value ?? machines.nameNode ?? machines.root,
      path: written ? ['spec', 'replicas'] : ['metadata', 'name'],
      message:
        hosts.length < needed
          ? `Insufficient hosts: ${who} ${sharing.length === 0 ? 'needs' : 'need'} ${needed}, but ${available} ${nameOf(template)}. The remaining machines wait until a host is available.`
          : `No spare host for a rolling update: ${available} ${nameOf(template)}, and ${nameOf(machines)} creates ${surge} more during an update. The update waits until a host is available. Add hosts, or set maxSurge to 0.`,
      related: hosts.slice(0, 3).map((host) => ({
        place: placeOf(host, host.nameNode ?? host.root),
        message: `${nameOf(host)} is defined here.`,
      })),
    };
  },
});

/** Returns the hosts that CAPM3 can select for a template, or undefined if they are unknown. */
function hostsFor(template: Resource, view: View): readonly Resource[] | undefined {
  const requirements = requirementsOf(template);
  if (!requirements) return undefined;
  const hosts = hostsAround(template, view).filter((host) => isSameNamespace(host, template) && !isReserved(host));
  const labels = hosts.map(labelsOf);
  if (labels.includes(undefined)) return undefined;
  return hosts.filter((_, index) => requirements.every((each) => meets(labels[index] ?? new Map(), each)));
}

function isSameNamespace({ namespace: one }: Resource, { namespace: other }: Resource): boolean {
  return one === undefined || other === undefined || one === other || isTemplate(one) || isTemplate(other);
}

/** Returns the other objects that create machines from a template. */
function othersWith(template: Resource, machines: Resource, view: View): readonly Resource[] {
  const referrers = view.referrersTo(template).map(({ resource }) => resource);
  return [...new Set(referrers)].filter((each) => each !== machines && isOneOf(each, OWNERS) && !each.broken);
}

const OWNERS = [MachineDeployment, MachineSet, Machine, KubeadmControlPlane];
