import type { Fix } from '../../../../core/findings/finding.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { appendItem, setField } from '../../../../core/fixes/set-field.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { entryOf, nodeAt } from '../../../../core/syntax/lookup.ts';
import { infrastructureOf } from '../../../cluster-api/cluster-parts.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { KubeadmConfig, KubeadmConfigTemplate } from '../../../kubeadm/kinds.ts';
import { kubeletArgumentsOf, nodeRegistrationsOf } from '../../../kubeadm/kubelet-arguments.ts';
import { bootPathsOf } from '../../boot-paths.ts';
import { cloudProviderOf } from '../../cloud-provider.ts';

/**
 * Source: metal3machine_controller.go of CAPM3 v1.11 and later. Skips configurations that can set the label elsewhere, such
 * as in files from Secrets or in drop-ins of the kubelet.
 */
export const missingNodeLabel = defineRule({
  id: 'missing-node-label',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [KubeadmConfig, KubeadmConfigTemplate],
  summary: 'Nodes register without the label by which CAPM3 finds them.',

  *check(config, view) {
    if (/metal3\.io\/uuid|contentFrom|KUBELET_|kubelet\.service\.d|\/default\/kubelet/.test(config.document.text))
      return;
    for (const { machines } of bootPathsOf(config, view)) {
      const metal3Cluster = metal3ClusterOf(machines, view);
      // Releases that require the label serve no older version.
      if (!metal3Cluster?.version.startsWith('v1beta')) continue;
      const { upTo112, since113 } = cloudProviderOf(metal3Cluster);
      if (since113 !== 'none' && since113 !== 'by-release') continue;
      const from = upTo112 === 'none' ? 'v1.11.0' : 'v1.13.0';
      const [registration = []] = nodeRegistrationsOf(config);
      const joins = registration.slice(0, -1);
      const key = entryOf(nodeAt(config.root, joins.slice(0, -1)), 'joinConfiguration')?.key;
      yield {
        resource: config,
        node: key ?? config.nameNode ?? config.root,
        path: key ? joins : [],
        releases: [{ provider: 'cluster-api-provider-metal3', from }],
        message: `Missing node label metal3.io/uuid in ${nameOf(config)}. ${nameOf(metal3Cluster)} has no cloud provider, so CAPM3 ${from.replace(/\.0$/, '')} and later find nodes only by this label. Add metal3.io/uuid={{ ds.meta_data.uuid }} to node-labels of the kubelet.`,
        related: [
          {
            place: placeOf(metal3Cluster, metal3Cluster.nameNode ?? metal3Cluster.root),
            message: `${nameOf(metal3Cluster)} is defined here.`,
          },
        ],
        fixes: addLabel(config, registration),
      };
      return;
    }
  },
});

function metal3ClusterOf(machines: Resource, view: View): Resource | undefined {
  for (const reference of machines.references) {
    if (!isKind(reference.target, Cluster)) continue;
    const found = view.resolve(machines, reference);
    const infrastructure =
      found.kind === 'object' && !found.resource.broken ? infrastructureOf(found.resource, view) : undefined;
    if (found.kind === 'object') return infrastructure?.kind === 'Metal3Cluster' ? infrastructure : undefined;
  }
  return undefined;
}

const LABEL = 'metal3.io/uuid={{ ds.meta_data.uuid }}';

function addLabel(config: Resource, registration: readonly (string | number)[]): readonly Fix[] {
  const title = 'Add node label metal3.io/uuid';
  const existing = kubeletArgumentsOf(config).find(
    ({ name, path }) => name === 'node-labels' && path.includes('joinConfiguration'),
  );
  if (existing) {
    const labels = existing.value.text.trim();
    return fixIn(title, config, writeScalar(existing.value, labels ? `${labels},${LABEL}` : LABEL), true);
  }
  const at = [...registration.map(String), 'kubeletExtraArgs'];
  const written = nodeAt(config.root, at);
  if (written?.kind === 'sequence')
    return fixIn(title, config, appendItem(config.document, written, { name: 'node-labels', value: LABEL }), true);
  if (config.version === 'v1beta2' && !written) return [];
  return fixIn(title, config, setField(config.document, [...at, 'node-labels'], LABEL), true);
}
