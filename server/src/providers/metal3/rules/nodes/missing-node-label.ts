import type { Fix } from '../../../../core/findings/finding.ts';
import { fixAcross } from '../../../../core/fixes/fix.ts';
import { appendItem, setField } from '../../../../core/fixes/set-field.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { isKind, isOneOf } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { entryOf, type NodePath, nodeAt } from '../../../../core/syntax/lookup.ts';
import type { TextChange } from '../../../../core/text/span.ts';
import { KubeadmControlPlane, KubeadmControlPlaneTemplate } from '../../../kubeadm/kinds.ts';
import { kubeletArgumentsOf, nodeRegistrationsOf } from '../../../kubeadm/kubelet-arguments.ts';
import { BOOTSTRAP_KINDS, isIgnition } from '../../../kubeadm/metadata-uses.ts';
import { bootPathsOf } from '../../boot-paths.ts';
import { classClusterTemplatesOf } from '../../class-clusters.ts';
import { cloudProviderOf } from '../../cloud-provider.ts';
import { metal3ClusterOf } from '../../cluster-of.ts';
import { CAPM3, Metal3ClusterTemplate } from '../../kinds.ts';

/**
 * Source: metal3machine_controller.go of CAPM3 v1.11 and later. Skips configurations that can set the label elsewhere, such
 * as in files from Secrets or in drop-ins of the kubelet.
 */
export const missingNodeLabel = defineRule({
  id: 'missing-node-label',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: BOOTSTRAP_KINDS,
  summary: 'Nodes register without the label by which CAPM3 finds them.',

  *check(config, view) {
    if (isIgnition(config) || OTHER_SETTINGS.test(config.document.text) || !view.isComplete(config)) return;
    const registrations = unlabeledRegistrations(config);
    const [registration] = registrations;
    if (!registration) return;
    const ofMachines = bootPathsOf(config, view).map(({ machines }) => metal3ClusterOf(machines, view));
    for (const metal3Cluster of [...ofMachines, ...classClusterTemplatesOf(config, view)]) {
      // Releases that require the label do not serve older versions.
      if (!metal3Cluster?.version.startsWith('v1beta')) continue;
      const { upTo112, since113 } = cloudProviderOf(metal3Cluster);
      if (since113 !== 'none' && since113 !== 'by-release') continue;
      // In a class, only report what does not depend on the value that a Cluster gets up to v1.12.
      const isTemplate = isKind(metal3Cluster, Metal3ClusterTemplate);
      const from = upTo112 === 'none' && !isTemplate ? 'v1.11.0' : 'v1.13.0';
      const path = registration.slice(0, -1);
      const key = entryOf(nodeAt(config.root, path.slice(0, -1)), String(path.at(-1)))?.key;
      yield {
        resource: config,
        node: key ?? config.nameNode ?? config.root,
        path: key ? path : [],
        releases: [{ provider: CAPM3, from }],
        message: `Missing node label metal3.io/uuid in ${nameOf(config)}. ${nameOf(metal3Cluster)} has no cloud provider, so CAPM3 ${from.replace(/\.0$/, '')} and later find nodes only by this label. Add metal3.io/uuid={{ ds.meta_data.uuid }} to node-labels of the kubelet${isOneOf(config, CONTROL_PLANES) ? ` in ${registrations.map((each) => each.at(-2)).join(' and ')}` : ''}.`,
        related: [
          {
            place: placeOf(metal3Cluster, metal3Cluster.nameNode ?? metal3Cluster.root),
            message: `${nameOf(metal3Cluster)} is defined here.`,
          },
        ],
        fixes: addLabel(config, registrations),
      };
      return;
    }
  },
});

const CONTROL_PLANES = [KubeadmControlPlane, KubeadmControlPlaneTemplate];

/** Matches text that can set the label in a way that cannot be read here. */
const OTHER_SETTINGS = /contentFrom|KUBELET_|kubelet\.service\.d|\/default\/kubelet/;

/**
 * Returns the paths of the node registrations without the label. Workers only join; the first machine of a control plane
 * uses `initConfiguration`. Returns none if the text also mentions the label elsewhere, such as in a file.
 */
function unlabeledRegistrations(config: Resource): readonly NodePath[] {
  const [join = [], init = []] = nodeRegistrationsOf(config);
  const labeled = kubeletArgumentsOf(config).filter(
    ({ name, value }) => name === 'node-labels' && value.text.includes('metal3.io/uuid'),
  );
  const mentions = config.document.text.split('metal3.io/uuid').length - 1;
  if (mentions > labeled.length) return [];
  const isControlPlane = isOneOf(config, CONTROL_PLANES);
  // A control plane without any node configuration is usually the base of a kustomization.
  if (isControlPlane && ![init, join].some((path) => nodeAt(config.root, path.slice(0, -1)))) return [];
  const paths = isControlPlane ? [init, join] : [join];
  const isLabeled = (path: NodePath) => labeled.some((argument) => path.every((step, i) => argument.path[i] === step));
  return paths.filter((path) => !isLabeled(path));
}

const LABEL = 'metal3.io/uuid={{ ds.meta_data.uuid }}';

function addLabel(config: Resource, registrations: readonly NodePath[]): readonly Fix[] {
  const parts = registrations.map((path) => ({ resource: config, change: labelChange(config, path) }));
  return fixAcross('Add node label metal3.io/uuid', parts, true);
}

function labelChange(config: Resource, registration: NodePath): TextChange | undefined {
  const existing = kubeletArgumentsOf(config).find(
    ({ name, path }) => name === 'node-labels' && registration.every((step, i) => path[i] === step),
  );
  if (existing) {
    const labels = existing.value.text.trim();
    return writeScalar(existing.value, labels ? `${labels},${LABEL}` : LABEL);
  }
  const at = [...registration.map(String), 'kubeletExtraArgs'];
  const written = nodeAt(config.root, at);
  if (written?.kind === 'sequence') return appendItem(config.document, written, { name: 'node-labels', value: LABEL });
  if (config.version === 'v1beta2' && !written) return undefined;
  return setField(config.document, [...at, 'node-labels'], LABEL);
}
