import { isKind } from '../../../../core/objects/group-kind.ts';
import { fieldOf, nameOf, type Resource } from '../../../../core/objects/resource.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { entryOf } from '../../../../core/syntax/lookup.ts';
import { controlPlaneReference } from '../../../cluster-api/cluster-parts.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { KubeadmControlPlane } from '../../../kubeadm/kinds.ts';
import { pathsThrough } from '../../boot-paths.ts';
import { configsOfClasses } from '../../class-clusters.ts';
import { cloudProviderOf } from '../../cloud-provider.ts';
import { CAPM3, Metal3Cluster, Metal3ClusterTemplate } from '../../kinds.ts';

/**
 * Source: metal3cluster_webhook.go of CAPM3 for the defaults, metal3machine_controller.go for the effect (CAPM3#10). Skips
 * nodes whose kubelet has a cloud provider, or whose arguments can be in other files.
 */
export const missingProviderId = defineRule({
  id: 'missing-provider-id',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [Metal3Cluster, Metal3ClusterTemplate],
  summary: 'Nodes get their provider IDs from a cloud provider, but none is configured.',

  *check(metal3Cluster, view) {
    if (!metal3Cluster.version.startsWith('v1beta') || !view.isComplete(metal3Cluster)) return;
    const { upTo112, since113 } = cloudProviderOf(metal3Cluster);
    const isCloud = since113 === 'cloud';
    const isTemplate = isKind(metal3Cluster, Metal3ClusterTemplate);
    // In a class, only report what does not depend on the value that a Cluster gets up to v1.12.
    if (isTemplate && !isCloud) return;
    if (!isCloud && upTo112 !== 'by-release' && upTo112 !== 'cloud') return;
    const configs = isTemplate ? configsOfClasses(metal3Cluster, view) : configsOf(metal3Cluster, view);
    const config = configs.find(({ document }) => !MENTIONS.test(document.text));
    if (!config) return;
    const path = isTemplate ? ['spec', 'template', 'spec'] : ['spec'];
    const spec = fieldOf(metal3Cluster, path);
    const written = entryOf(spec, 'cloudProviderEnabled') ?? entryOf(spec, 'noCloudProvider');
    yield {
      resource: metal3Cluster,
      node: written?.value ?? metal3Cluster.nameNode ?? metal3Cluster.root,
      path,
      releases: isCloud ? [] : [{ provider: CAPM3, until: 'v1.12' }],
      message: `Missing cloud provider: ${nameOf(metal3Cluster)} expects one to set provider IDs${written ? '' : ' (the default up to CAPM3 v1.12)'}, but ${nameOf(config)} configures none for the kubelet. Machines never get a provider ID. Without a cloud provider, set ${isCloud || metal3Cluster.version === 'v1beta2' ? 'cloudProviderEnabled: false' : 'noCloudProvider: true (cloudProviderEnabled: false in v1.10 and later)'}.`,
      related: [
        { place: placeOf(config, config.nameNode ?? config.root), message: `${nameOf(config)} is defined here.` },
      ],
    };
  },
});

/** Matches text that can set a provider ID: an argument of the kubelet, a cloud provider, or arguments in other files. */
const MENTIONS = /provider-id|cloud-provider|contentFrom|KUBELET_|kubelet\.service\.d|\/default\/kubelet/;

/** Returns the bootstrap configurations of the machines of a cluster. */
function configsOf(metal3Cluster: Resource, view: View): readonly Resource[] {
  const found = new Set<Resource>();
  for (const { resource: cluster } of view.referrersTo(metal3Cluster)) {
    if (!isKind(cluster, Cluster)) continue;
    const reference = controlPlaneReference(cluster);
    const controlPlane = reference && view.resolve(cluster, reference);
    if (controlPlane?.kind === 'object' && isKind(controlPlane.resource, KubeadmControlPlane))
      if (!controlPlane.resource.broken && pathsThrough(controlPlane.resource, view).length > 0)
        found.add(controlPlane.resource);
    for (const { resource: machines } of view.referrersTo(cluster)) {
      if (machines.broken || pathsThrough(machines, view).length === 0) continue;
      for (const reference of machines.references) {
        if (!/^KubeadmConfig(Template)?$/.test(reference.target.kind)) continue;
        const config = view.resolve(machines, reference);
        if (config.kind === 'object' && !config.resource.broken) found.add(config.resource);
      }
    }
  }
  return [...found];
}
