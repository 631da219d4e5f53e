import { isKind, isOneOf } from '../../core/objects/group-kind.ts';
import type { Referrer } from '../../core/objects/resolution.ts';
import type { Resource } from '../../core/objects/resource.ts';
import type { View } from '../../core/query/view.ts';
import { ClusterClass } from '../cluster-api/kinds.ts';
import { KubeadmConfigTemplate, KubeadmControlPlaneTemplate } from '../kubeadm/kinds.ts';
import { partOf } from './boot-paths.ts';
import { Metal3ClusterTemplate, Metal3MachineTemplate } from './kinds.ts';

type Lookup = Pick<View, 'resolve' | 'referrersTo'>;

/**
 * Returns the Metal3ClusterTemplates of the ClusterClasses that use a bootstrap template for Metal3Machines. Skips classes
 * with patches that can change the arguments of the kubelet or the cloud provider.
 */
export function classClusterTemplatesOf(config: Resource, view: Lookup): readonly Resource[] {
  return view.referrersTo(config).flatMap((referrer) => {
    const { resource: clusterClass } = referrer;
    if (!isKind(clusterClass, ClusterClass) || clusterClass.broken || PATCHES.test(clusterClass.document.text))
      return [];
    return usesMetal3Machines(referrer) ? clusterTemplatesOf(clusterClass, view) : [];
  });
}

/** Matches patches that can change the arguments of the kubelet or the cloud provider. */
const PATCHES =
  /metal3\.io\/uuid|nodeRegistration|kubeletExtraArgs|kubeadmConfigSpec|joinConfiguration|external:|[cC]loudProvider/;

/** Returns true if the same control plane or class of workers has a Metal3MachineTemplate. */
function usesMetal3Machines({ resource, reference }: Referrer): boolean {
  const part = partOf(reference.path);
  return resource.references.some(
    ({ target, path }) => isKind(target, Metal3MachineTemplate) && part.every((step, index) => path[index] === step),
  );
}

/** Returns the Metal3ClusterTemplates of a ClusterClass. */
export function clusterTemplatesOf(clusterClass: Resource, view: Lookup): readonly Resource[] {
  return clusterClass.references.flatMap((reference) => {
    if (!isKind(reference.target, Metal3ClusterTemplate)) return [];
    const found = view.resolve(clusterClass, reference);
    return found.kind === 'object' && !found.resource.broken ? [found.resource] : [];
  });
}

/** Returns the bootstrap templates for Metal3Machines in the ClusterClasses that use a Metal3ClusterTemplate. */
export function configsOfClasses(clusterTemplate: Resource, view: Lookup): readonly Resource[] {
  return view.referrersTo(clusterTemplate).flatMap(({ resource: clusterClass }) => {
    if (!isKind(clusterClass, ClusterClass) || clusterClass.broken || PATCHES.test(clusterClass.document.text))
      return [];
    return clusterClass.references.flatMap((reference) => {
      if (!isOneOf(reference.target, [KubeadmConfigTemplate, KubeadmControlPlaneTemplate])) return [];
      if (!usesMetal3Machines({ resource: clusterClass, reference })) return [];
      const found = view.resolve(clusterClass, reference);
      return found.kind === 'object' && !found.resource.broken ? [found.resource] : [];
    });
  });
}
