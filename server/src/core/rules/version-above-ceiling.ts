import { fixIn } from '../fixes/fix.ts';
import { writeScalar } from '../fixes/write-scalar.ts';
import { ceilingOf, isAbove } from '../resources/kamaji-ceiling.ts';
import { versionOf } from '../resources/kubernetes-version.ts';
import { nameOf } from '../resources/resource.ts';
import { tenantPath, tenantScalar } from '../resources/tenant.ts';
import { minorOf } from '../schemas/releases.ts';
import { defineRule } from './rule.ts';

/** Source: Kamaji, tcp_version.go. Judged where the release of Kamaji is set: what later ones start, nobody knows. */
export const versionAboveCeiling = defineRule({
  id: 'version-above-ceiling',
  severity: 'error',
  effect: 'stuck',
  by: 'webhook',
  kinds: ['KamajiControlPlane', 'TenantControlPlane'],
  summary: 'A control plane is of a newer Kubernetes than its Kamaji starts.',

  *check(controlPlane, view) {
    const node = tenantScalar(controlPlane, 'version');
    const version = versionOf(node);
    const [release, ...others] = view.releases('kamaji');
    const ceiling = release === undefined || others.length > 0 ? undefined : ceilingOf(release);
    if (!node || !version || !release || !ceiling || !isAbove(version, ceiling, release)) return;
    const newest = `${ceiling.major}.${ceiling.minor}.${ceiling.patch}`;
    const isTenant = controlPlane.kind === 'TenantControlPlane';
    yield {
      resource: controlPlane,
      node,
      path: tenantPath(controlPlane, 'version'),
      ...(isTenant ? { effect: 'refused' as const } : {}),
      message: `${nameOf(controlPlane)} is of Kubernetes ${node.text}, and Kamaji ${minorOf(release)} starts none newer than ${newest}: it refuses ${isTenant ? 'the object' : 'the control plane that is made of it'}. Choose an older one, or a newer Kamaji.`,
      fixes: fixIn(
        `Set version to ${node.text.startsWith('v') ? 'v' : ''}${newest}`,
        controlPlane,
        writeScalar(node, `${node.text.startsWith('v') ? 'v' : ''}${newest}`),
      ),
    };
  },
});
