import { isUnsure, isWritten } from '../../../../core/facts/field-values.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { type NodePath, nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import { readScalar } from '../../../../core/syntax/read-scalar.ts';
import { KubeadmControlPlaneTemplate } from '../../../kubeadm/kinds.ts';
import { Cluster } from '../../kinds.ts';
import { classOf } from '../../topology-class.ts';

const REPLICAS = ['spec', 'topology', 'controlPlane', 'replicas'];
const ETCD: NodePath = ['spec', 'template', 'spec', 'kubeadmConfigSpec', 'clusterConfiguration', 'etcd'];

/**
 * Source: Cluster API, kubeadm_control_plane.go: the webhook rejects the KubeadmControlPlane that the topology controller
 * creates, because stacked etcd requires an odd number of members. The webhook of Cluster does not check it.
 */
export const evenControlPlaneReplicas = defineRule({
  id: 'even-control-plane-replicas',
  formerIds: ['even-topology-replicas'],
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [Cluster],
  summary: "A Cluster's topology requests an even number of control plane machines with stacked etcd.",

  *check(cluster, view) {
    const written = scalarAt(cluster.root, REPLICAS);
    const value = written && readScalar(written);
    if (!written || value?.type !== 'integer' || value.value < 0 || value.value % 2 === 1) return;
    const clusterClass = classOf(cluster, view);
    const template = clusterClass && stackedTemplateOf(clusterClass, view);
    if (!template) return;
    const rule = value.value === 0 ? 'must be at least 1' : 'must be odd with stacked etcd';
    yield {
      resource: cluster,
      node: written,
      path: REPLICAS,
      message: `Control plane replicas of ${nameOf(cluster)} are ${value.value}, but ${rule}. Cluster API cannot create the KubeadmControlPlane, and the cluster never becomes ready.`,
      related: [
        {
          place: placeOf(template, template.nameNode ?? template.root),
          message: `${nameOf(template)} is defined here.`,
        },
      ],
    };
  },
});

/** Returns the control plane template of a class, if it certainly runs etcd on the control plane machines. */
function stackedTemplateOf(clusterClass: Resource, view: Pick<View, 'resolve' | 'isComplete'>): Resource | undefined {
  const patches = nodeAt(clusterClass.root, ['spec', 'patches']);
  // A patch can set external etcd.
  if (
    patches &&
    (isUnsure(patches) || /etcd|external:|clusterConfiguration["'\s]*$/m.test(textOf(clusterClass, patches)))
  )
    return undefined;
  for (const reference of clusterClass.references) {
    if (!isKind(reference.target, KubeadmControlPlaneTemplate)) continue;
    const found = view.resolve(clusterClass, reference);
    if (found.kind !== 'object' || found.resource.broken || !view.isComplete(found.resource)) return undefined;
    const { root } = found.resource;
    const etcd = nodeAt(root, ETCD);
    const isExternal = etcd && (isUnsure(etcd) || isWritten(nodeAt(etcd, ['external'])));
    return isExternal ? undefined : found.resource;
  }
  return undefined;
}

function textOf({ document }: Resource, { span }: { readonly span: { readonly start: number; readonly end: number } }) {
  return document.text.slice(span.start, span.end);
}
