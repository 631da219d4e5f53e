import type { View } from '../rules/rule.ts';
import { readScalar } from '../syntax/read-scalar.ts';
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

/** The same ways from their other end: who makes machines with a data template, as far as manifests at hand tell. */
export function machinesWith(dataTemplate: Resource, view: Asks): readonly BootPath[] {
  return view
    .referrersTo(dataTemplate)
    .filter(({ resource }) => isMachineTemplate(resource.kind) && !resource.broken)
    .flatMap(({ resource: machineTemplate }) =>
      view
        .referrersTo(machineTemplate)
        .filter(({ resource }) => !resource.broken && [...MAKERS, 'KubeadmControlPlane'].includes(resource.kind))
        .map(({ resource: machines }) => ({ machines, machineTemplate, dataTemplate })),
    );
}

/** How many machines somebody makes; undefined where an autoscaler, a topology or a template decides. */
export function replicasOf(machines: Resource): number | undefined {
  if (machines.kind === 'Machine') return 1;
  if (/cluster-autoscaler|topology\.cluster\.x-k8s\.io\/owned/.test(machines.document.text)) return undefined;
  const node = fieldOf(machines, ['spec', 'replicas']);
  if (!node || (node.kind === 'scalar' && node.style === 'absent')) return 1;
  const scalar = node.kind === 'scalar' ? readScalar(node) : undefined;
  if (scalar?.type === 'null') return 1;
  return scalar?.type === 'integer' && scalar.value >= 0 ? scalar.value : undefined;
}

function isMachineTemplate(kind: string): boolean {
  return kind === 'Metal3MachineTemplate' || kind === 'Metal3Machine';
}

/** Where a Metal3MachineTemplate or a Metal3Machine says what its machines are. */
export function specOf(machineTemplate: Resource): readonly string[] {
  return machineTemplate.kind === 'Metal3Machine' ? ['spec'] : ['spec', 'template', 'spec'];
}
