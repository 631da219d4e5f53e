import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { entryOf, nodeAt } from '../../../../core/syntax/lookup.ts';
import { andList } from '../../../../core/text/enumeration.ts';
import { MachineDeployment, MachineSet } from '../../../cluster-api/kinds.ts';
import { replicasOf } from '../../../cluster-api/replicas.ts';
import { KubeadmControlPlane } from '../../../kubeadm/kinds.ts';
import { competitorsOf, hostsFor, templatesOf } from '../../competing-machines.ts';
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
  summary: 'A machine template matches fewer hosts than its machines need.',

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
