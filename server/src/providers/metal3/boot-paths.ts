import type { GroupKind } from '../../core/objects/group-kind.ts';
import { isKind, isOneOf } from '../../core/objects/group-kind.ts';
import { fieldOf, type Resource } from '../../core/objects/resource.ts';
import type { View } from '../../core/query/view.ts';
import { Machine, MachineDeployment, MachinePool, MachineSet } from '../cluster-api/kinds.ts';
import { KubeadmControlPlane } from '../kubeadm/kinds.ts';
import { Metal3DataTemplate, Metal3Machine, Metal3MachineTemplate } from './kinds.ts';

/** Machines that boot with a bootstrap configuration: who makes them, and the templates that they are made from. */
export interface BootPath {
  /** The MachineDeployment, MachineSet, MachinePool, Machine or control plane. */
  readonly machines: Resource;
  /** The Metal3MachineTemplate, or a Machine's Metal3Machine. */
  readonly machineTemplate: Resource;
  /** Absent where the machines have none. */
  readonly dataTemplate?: Resource;
}

type Asks = Pick<View, 'resolve' | 'referrersTo'>;

/**
 * The ways from a KubeadmConfigTemplate, or another kind with bootstrap data, to the metadata of its machines, as far
 * as manifests at hand tell. Left out are machines that are not of bare metal, those whose templates may live in the
 * cluster, and those whose metadata comes from a Secret that somebody wrote.
 */
export function bootPathsOf(config: Resource, view: Asks): readonly BootPath[] {
  const makers = isKind(config, KubeadmControlPlane) ? [config] : referrersOf(config, view);
  return makers.flatMap((machines) => pathsThrough(machines, view));
}

function referrersOf(config: Resource, view: Asks): readonly Resource[] {
  const makers = view.referrersTo(config).map(({ resource }) => resource);
  return [...new Set(makers)].filter((each) => !each.broken && isOneOf(each, MAKERS));
}

/** A ClusterClass refers to templates too, but its patches may change what they say. */
const MAKERS = [MachineDeployment, MachineSet, MachinePool, Machine];

/** The ways from who makes machines to their metadata. */
export function pathsThrough(machines: Resource, view: Asks): readonly BootPath[] {
  const paths: BootPath[] = [];
  for (const reference of machines.references) {
    if (!isMachineTemplate(reference.target)) continue;
    const found = view.resolve(machines, reference);
    if (found.kind !== 'object' || found.resource.broken) continue;
    const machineTemplate = found.resource;
    const spec = specOf(machineTemplate);
    if (fieldOf(machineTemplate, [...spec, 'metaData'])) continue;
    if (!fieldOf(machineTemplate, [...spec, 'dataTemplate'])) {
      paths.push({ machines, machineTemplate });
      continue;
    }
    for (const named of machineTemplate.references) {
      if (!isKind(named.target, Metal3DataTemplate)) continue;
      const data = view.resolve(machineTemplate, named);
      if (data.kind === 'object' && !data.resource.broken)
        paths.push({ machines, machineTemplate, dataTemplate: data.resource });
    }
  }
  return paths;
}

/** The same ways from their other end: who makes machines with a data template, as far as manifests at hand tell. */
export function machinesWith(dataTemplate: Resource, view: Asks): readonly BootPath[] {
  return view
    .referrersTo(dataTemplate)
    .filter(({ resource }) => isMachineTemplate(resource) && !resource.broken)
    .flatMap(({ resource: machineTemplate }) =>
      view
        .referrersTo(machineTemplate)
        .filter(({ resource }) => !resource.broken && isOneOf(resource, [...MAKERS, KubeadmControlPlane]))
        .map(({ resource: machines }) => ({ machines, machineTemplate, dataTemplate })),
    );
}

function isMachineTemplate(kind: GroupKind): boolean {
  return isOneOf(kind, [Metal3MachineTemplate, Metal3Machine]);
}

/** Where a Metal3MachineTemplate or a Metal3Machine says what its machines are. */
export function specOf(machineTemplate: Resource): readonly string[] {
  return isKind(machineTemplate, Metal3Machine) ? ['spec'] : ['spec', 'template', 'spec'];
}
