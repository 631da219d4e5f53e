import { type GroupKind, isKind, isOneOf } from '../../core/objects/group-kind.ts';
import type { Referrer } from '../../core/objects/resolution.ts';
import { fieldOf, type Resource } from '../../core/objects/resource.ts';
import type { View } from '../../core/query/view.ts';
import type { NodePath } from '../../core/syntax/lookup.ts';
import { hasPatchFor } from '../cluster-api/class-patches.ts';
import { ClusterClass, Machine, MachineDeployment, MachinePool, MachineSet } from '../cluster-api/kinds.ts';
import { KubeadmControlPlane } from '../kubeadm/kinds.ts';
import { Metal3DataTemplate, Metal3Machine, Metal3MachineTemplate } from './kinds.ts';

/** Machines that boot with a bootstrap configuration: the object that creates them, and their templates. */
export interface BootPath {
  /** The MachineDeployment, MachineSet, MachinePool, Machine, control plane or ClusterClass. */
  readonly machines: Resource;
  /** The Metal3MachineTemplate, or a Machine's Metal3Machine. */
  readonly machineTemplate: Resource;
  /** Undefined if the machines have no data template. */
  readonly dataTemplate?: Resource;
}

type Lookup = Pick<View, 'resolve' | 'referrersTo'>;

/**
 * Returns the machines that boot with a bootstrap configuration, with the templates of their metadata. Skips machines that
 * are not Metal3Machines, machines whose templates are not in the workspace, and machines whose metadata is in a Secret.
 */
export function bootPathsOf(config: Resource, view: Lookup): readonly BootPath[] {
  if (isKind(config, KubeadmControlPlane)) return pathsThrough(config, view);
  return [
    ...ownersOf(config, view).flatMap((machines) => pathsThrough(machines, view)),
    ...view.referrersTo(config).flatMap((referrer) => pathsInClass(config, referrer, view)),
  ];
}

/** Returns the objects that create machines with a bootstrap configuration. */
function ownersOf(config: Resource, view: Lookup): readonly Resource[] {
  const referrers = view.referrersTo(config).map(({ resource }) => resource);
  return [...new Set(referrers)].filter((each) => !each.broken && isOneOf(each, MACHINE_OWNERS));
}

const MACHINE_OWNERS = [MachineDeployment, MachineSet, MachinePool, Machine];

/** Returns the templates of the machines of a ClusterClass, unless a patch can change them. */
function pathsInClass(config: Resource, { resource, reference }: Referrer, view: Lookup): readonly BootPath[] {
  if (!isKind(resource, ClusterClass) || resource.broken) return [];
  if ([config, Metal3MachineTemplate].some(({ kind }) => hasPatchFor(resource, kind))) return [];
  return pathsThrough(resource, view, partOf(reference.path));
}

/** Returns the path of the control plane or of the class of workers of a ClusterClass that contains a reference. */
export function partOf(path: NodePath): NodePath {
  return path.slice(0, path[1] === 'workers' ? 4 : 2);
}

/** Returns the templates of the machines that an object creates. `part`: only those of references below a path. */
export function pathsThrough(machines: Resource, view: Lookup, part: NodePath = []): readonly BootPath[] {
  const paths: BootPath[] = [];
  for (const reference of machines.references) {
    if (!isMachineTemplate(reference.target) || !part.every((step, index) => reference.path[index] === step)) continue;
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

/** Returns the machines in the workspace that use a data template. */
export function machinesWith(dataTemplate: Resource, view: Lookup): readonly BootPath[] {
  return view
    .referrersTo(dataTemplate)
    .filter(({ resource }) => isMachineTemplate(resource) && !resource.broken)
    .flatMap(({ resource: machineTemplate }) =>
      view
        .referrersTo(machineTemplate)
        .filter(({ resource }) => !resource.broken && isOneOf(resource, [...MACHINE_OWNERS, KubeadmControlPlane]))
        .map(({ resource: machines }) => ({ machines, machineTemplate, dataTemplate })),
    );
}

function isMachineTemplate(kind: GroupKind): boolean {
  return isOneOf(kind, [Metal3MachineTemplate, Metal3Machine]);
}

/** Returns the path of the machine spec in a Metal3MachineTemplate or a Metal3Machine. */
export function specOf(machineTemplate: Resource): readonly string[] {
  return isKind(machineTemplate, Metal3Machine) ? ['spec'] : ['spec', 'template', 'spec'];
}
