import { fixAcross } from '../fixes/fix.ts';
import { writeScalar } from '../fixes/write-scalar.ts';
import { nameOf } from '../resources/resource.ts';
import { nodeAt } from '../syntax/lookup.ts';
import { defineRule } from './rule.ts';

/** Source: the Kamaji control plane provider, whose default has changed (pull request 231); Kamaji's issue 858. */
export const hostnameFirst = defineRule({
  id: 'hostname-first',
  severity: 'hint',
  effect: 'wrong',
  by: 'controller',
  kinds: ['KamajiControlPlane', 'TenantControlPlane'],
  summary: 'The API server looks for kubelets by their names first, which something must resolve.',

  *check(controlPlane) {
    const kubelet =
      controlPlane.kind === 'TenantControlPlane' ? ['spec', 'kubernetes', 'kubelet'] : ['spec', 'kubelet'];
    const path = [...kubelet, 'preferredAddressTypes'];
    const list = nodeAt(controlPlane.root, path);
    const items = list?.kind === 'sequence' ? list.items : [];
    const [first] = items;
    const address = items.find((item) => item.kind === 'scalar' && item.text.endsWith('IP'));
    if (first?.kind !== 'scalar' || first.text !== 'Hostname' || address?.kind !== 'scalar') return;
    yield {
      resource: controlPlane,
      node: first,
      path: [...path, 0],
      message: `The API server of ${nameOf(controlPlane)} asks for nodes by their names first: where nothing resolves those, logs and exec fail. Put an address first.`,
      fixes: fixAcross(`Put ${address.text} first`, [
        { resource: controlPlane, change: writeScalar(first, address.text) },
        { resource: controlPlane, change: writeScalar(address, first.text) },
      ]),
    };
  },
});
