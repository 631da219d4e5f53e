import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { hasPatchFor } from '../../../cluster-api/class-patches.ts';
import { ClusterClass } from '../../../cluster-api/kinds.ts';
import { type KubeletArgument, kubeletArgumentsOf } from '../../../kubeadm/kubelet-arguments.ts';
import { BOOTSTRAP_KINDS } from '../../../kubeadm/metadata-uses.ts';
import { type BootPath, bootPathsOf } from '../../boot-paths.ts';
import { clusterTemplatesOf } from '../../class-clusters.ts';
import { cloudProviderOf } from '../../cloud-provider.ts';
import { metal3ClusterOf } from '../../cluster-of.ts';
import { Metal3ClusterTemplate } from '../../kinds.ts';
import { templateKeysOf } from '../../metadata-keys.ts';

/**
 * Source: metal3machine_manager.go of CAPM3. Without a cloud provider, it finds the node by the label metal3.io/uuid, which
 * must be the uid of the BareMetalHost, and compares the provider ID of the node.
 */
export const nodeLabelMismatch = defineRule({
  id: 'node-label-mismatch',
  formerIds: ['wrong-node-label'],
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: BOOTSTRAP_KINDS,
  summary: 'CAPM3 cannot match nodes to machines by their label or provider ID.',

  *check(config, view) {
    for (const argument of kubeletArgumentsOf(config)) {
      if (argument.name === 'node-labels') yield* checkLabel(config, argument, view);
      if (argument.name === 'provider-id') yield* checkProviderId(config, argument, view);
    }
  },
});

const EXPRESSION = /^\{\{-?\s*ds\.meta_data(?:\.(\w+)|\[\s*(["'])([^"']+)\2\s*\])\s*-?\}\}$/;

/** Returns the metadata key if the text is exactly one expression that reads it. */
function keyIn(text: string): string | undefined {
  const [, attribute, , subscript] = EXPRESSION.exec(text.trim()) ?? [];
  return attribute ?? subscript;
}

function* checkLabel(config: Resource, { value, path }: KubeletArgument, view: View): Generator<Report> {
  const label = /(^|,)\s*metal3\.io\/uuid=([^,]*)/.exec(value.text)?.[2];
  if (label === undefined) return;
  const key = keyIn(label);
  const isLiteral = /^[\w.-]*$/.test(label) && !/^[A-Z][A-Z0-9_]*$/.test(label);
  if (key === 'uuid') yield* checkUuid(config, value, path, view);
  else if (key !== undefined || isLiteral) {
    if (pathsByLabel(config, view).length === 0) return;
    const right = value.text.replace(label, () => '{{ ds.meta_data.uuid }}');
    yield {
      resource: config,
      node: value,
      path,
      message: `Node label metal3.io/uuid=${label} of ${nameOf(config)} is not the uid of the BareMetalHost. CAPM3 never finds the node. Use {{ ds.meta_data.uuid }}.`,
      fixes: fixIn('Change metal3.io/uuid to {{ ds.meta_data.uuid }}', config, writeScalar(value, right), true),
    };
  }
}

/** Returns the machines whose nodes CAPM3 finds by the label: those of clusters without a cloud provider. */
function pathsByLabel(config: Resource, view: View): readonly BootPath[] {
  return bootPathsOf(config, view).filter(({ machines }) => {
    const isClass = isKind(machines, ClusterClass);
    if (isClass && hasPatchFor(machines, Metal3ClusterTemplate.kind)) return false;
    const metal3Cluster = isClass ? clusterTemplatesOf(machines, view)[0] : metal3ClusterOf(machines, view);
    return !metal3Cluster || cloudProviderOf(metal3Cluster).since113 !== 'cloud';
  });
}

/** Reports a key `uuid` of the data template, which replaces the uid of the host. */
function* checkUuid(
  config: Resource,
  node: KubeletArgument['value'],
  path: KubeletArgument['path'],
  view: View,
): Generator<Report> {
  for (const { dataTemplate } of pathsByLabel(config, view)) {
    const uuid = dataTemplate && templateKeysOf(dataTemplate).findLast(({ key }) => key === 'uuid');
    if (!uuid?.node || !dataTemplate) continue;
    yield {
      resource: config,
      node,
      path,
      message: `Node label metal3.io/uuid of ${nameOf(config)} is not the uid of the BareMetalHost: ${nameOf(dataTemplate)} sets uuid to ${uuid.holds}. CAPM3 never finds the node. Rename the key in the data template.`,
      related: [{ place: placeOf(dataTemplate, uuid.node), message: `${nameOf(dataTemplate)} sets uuid here.` }],
    };
    return;
  }
}

function* checkProviderId(config: Resource, { value, path }: KubeletArgument, view: View): Generator<Report> {
  const text = value.text.trim();
  const key = keyIn(text);
  const isBare = key === 'uuid' || key === 'providerid';
  const otherScheme = /^(?!metal3:\/\/)[a-z0-9]+:\/*/i.exec(text)?.[0];
  if (!isBare && otherScheme === undefined) return;
  if (/\$\{/.test(text) || bootPathsOf(config, view).length === 0) return;
  const rest = isBare ? text : text.slice(otherScheme?.length);
  yield {
    resource: config,
    node: value,
    path,
    message: `Provider ID ${text} of ${nameOf(config)} does not start with metal3://. CAPM3 does not recognize it, and machines never get their node.`,
    fixes: fixIn(`Change the provider ID to metal3://${rest}`, config, writeScalar(value, `metal3://${rest}`)),
  };
}
