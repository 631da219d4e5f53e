import { isKind } from '../../core/objects/group-kind.ts';
import type { Referrer } from '../../core/objects/resolution.ts';
import type { Resource } from '../../core/objects/resource.ts';
import type { View } from '../../core/query/view.ts';
import { ClusterClass } from '../cluster-api/kinds.ts';
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
  const isOfWorkers = reference.path[1] === 'workers';
  const prefix = reference.path.slice(0, isOfWorkers ? 4 : 2);
  return resource.references.some(
    ({ target, path }) => isKind(target, Metal3MachineTemplate) && prefix.every((step, index) => path[index] === step),
  );
}

function clusterTemplatesOf(clusterClass: Resource, view: Lookup): readonly Resource[] {
  return clusterClass.references.flatMap((reference) => {
    if (!isKind(reference.target, Metal3ClusterTemplate)) return [];
    const found = view.resolve(clusterClass, reference);
    return found.kind === 'object' && !found.resource.broken ? [found.resource] : [];
  });
}
