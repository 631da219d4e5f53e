import { fixAcross } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { kindMap } from '../../../../core/objects/group-kind.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { type NodePath, nodeAt } from '../../../../core/syntax/lookup.ts';
import { KamajiControlPlane, KamajiControlPlaneTemplate } from '../../../kamaji-control-plane/kinds.ts';
import { TenantControlPlane } from '../../kinds.ts';

/** Source: the Kamaji control plane provider, whose default has changed (pull request 231); Kamaji's issue 858. */
export const hostnamePreferredForKubelet = defineRule({
  id: 'hostname-preferred-for-kubelet',
  formerIds: ['hostname-first'],
  severity: 'hint',
  effect: 'wrong',
  by: 'controller',
  on: [KamajiControlPlane, KamajiControlPlaneTemplate, TenantControlPlane],
  summary: 'The API server connects to kubelets by host name first, which requires DNS for nodes.',

  *check(controlPlane) {
    const path = [...(KUBELET.get(controlPlane) ?? []), 'preferredAddressTypes'];
    const list = nodeAt(controlPlane.root, path);
    const items = list?.kind === 'sequence' ? list.items : [];
    const [first] = items;
    const address = items.find((item) => item.kind === 'scalar' && item.text.endsWith('IP'));
    if (first?.kind !== 'scalar' || first.text !== 'Hostname' || address?.kind !== 'scalar') return;
    yield {
      resource: controlPlane,
      node: first,
      path: [...path, 0],
      message: `Hostname is the preferred address type for kubelets of ${nameOf(controlPlane)}. If DNS does not resolve node names where the API server runs, logs and exec fail. Prefer an IP address.`,
      fixes: fixAcross(`Move ${address.text} to the first position`, [
        { resource: controlPlane, change: writeScalar(first, address.text) },
        { resource: controlPlane, change: writeScalar(address, first.text) },
      ]),
    };
  },
});

const KUBELET = kindMap<NodePath>(
  [TenantControlPlane, ['spec', 'kubernetes', 'kubelet']],
  [KamajiControlPlane, ['spec', 'kubelet']],
  [KamajiControlPlaneTemplate, ['spec', 'template', 'spec', 'kubelet']],
);
