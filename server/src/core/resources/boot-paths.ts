import type { View } from '../rules/rule.ts';
import { fieldOf, type Resource } from './resource.ts';

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
  const makers = config.kind === 'KubeadmControlPlane' ? [config] : referrersOf(config, view);
  return makers.flatMap((machines) => pathsThrough(machines, view));
}

function referrersOf(config: Resource, view: Asks): readonly Resource[] {
  const makers = view.referrersTo(config).map(({ resource }) => resource);
  return [...new Set(makers)].filter(({ broken, kind }) => !broken && MAKERS.includes(kind));
}

/** A ClusterClass refers to templates too, but its patches may change what they say. */
const MAKERS = ['MachineDeployment', 'MachineSet', 'MachinePool', 'Machine'];

/** The ways from who makes machines to their metadata. */
export function pathsThrough(machines: Resource, view: Asks): readonly BootPath[] {
  const paths: BootPath[] = [];
  for (const reference of machines.references) {
    if (!isMachineTemplate(reference.target.kind)) continue;
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
      if (named.target.kind !== 'Metal3DataTemplate') continue;
      const data = view.resolve(machineTemplate, named);
      if (data.kind === 'object' && !data.resource.broken)
        paths.push({ machines, machineTemplate, dataTemplate: data.resource });
    }
  }
  return paths;
}

function isMachineTemplate(kind: string): boolean {
  return kind === 'Metal3MachineTemplate' || kind === 'Metal3Machine';
}

/** Where a Metal3MachineTemplate or a Metal3Machine says what its machines are. */
export function specOf(machineTemplate: Resource): readonly string[] {
  return machineTemplate.kind === 'Metal3Machine' ? ['spec'] : ['spec', 'template', 'spec'];
}
