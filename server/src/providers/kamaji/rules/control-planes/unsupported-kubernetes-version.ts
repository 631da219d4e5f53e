import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { minorOf } from '../../../../core/schemas/releases.ts';
import { KamajiControlPlane } from '../../../kamaji-control-plane/kinds.ts';
import { versionOf } from '../../../kubernetes/kubernetes-version.ts';
import { tenantPath, tenantScalar } from '../../control-plane-fields.ts';
import { KAMAJI, TenantControlPlane } from '../../kinds.ts';
import { isNewerThan, newestKubernetesVersion } from '../../newest-kubernetes-version.ts';

/** Source: Kamaji, tcp_version.go. Checked only for one release of Kamaji, since later ones support newer versions. */
export const unsupportedKubernetesVersion = defineRule({
  id: 'unsupported-kubernetes-version',
  formerIds: ['version-above-ceiling'],
  severity: 'error',
  effect: 'stuck',
  by: 'webhook',
  on: [KamajiControlPlane, TenantControlPlane],
  summary: 'The Kubernetes version of a control plane is newer than Kamaji supports.',

  *check(controlPlane, view) {
    const node = tenantScalar(controlPlane, 'version');
    const version = versionOf(node);
    const [release, ...others] = view.releases(KAMAJI);
    const newest = release === undefined || others.length > 0 ? undefined : newestKubernetesVersion(release);
    if (!node || !version || !release || !newest || !isNewerThan(version, newest, release)) return;
    const newestText = `${newest.major}.${newest.minor}.${newest.patch}`;
    const isTenant = isKind(controlPlane, TenantControlPlane);
    yield {
      resource: controlPlane,
      node,
      path: tenantPath(controlPlane, 'version'),
      ...(isTenant ? { effect: 'refused' as const } : {}),
      message: `Kubernetes ${node.text} is not supported by Kamaji ${minorOf(release)}, which supports up to ${newestText}. Kamaji rejects ${isTenant ? nameOf(controlPlane) : `the TenantControlPlane of ${nameOf(controlPlane)}`}. Use an older version, or upgrade Kamaji.`,
      fixes: fixIn(
        `Change version to ${node.text.startsWith('v') ? 'v' : ''}${newestText}`,
        controlPlane,
        writeScalar(node, `${node.text.startsWith('v') ? 'v' : ''}${newestText}`),
      ),
    };
  },
});
