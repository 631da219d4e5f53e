import type { Severity } from '../../../../core/findings/finding.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import type { ReleaseRange } from '../../../../core/schemas/release-range.ts';
import { controlPlaneOf, infrastructureOf } from '../../../cluster-api/cluster-parts.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';

const KAMAJI = 'cluster-api-control-plane-provider-kamaji';

/** Releases that cannot work together, or not with what a manifest joins. */
interface Pair {
  readonly releases: readonly ReleaseRange[];
  readonly severity: Severity;
  readonly holds: (controlPlane: Resource, infrastructure: Resource | undefined) => boolean;
  /** Follows the name of the Cluster. */
  readonly says: string;
}

/**
 * Source: the contract labels of the provider's definitions (v0.20.0 has that of v1beta2 alone); its pull request 214
 * for the role that lacked two verbs.
 */
const PAIRS: readonly Pair[] = [
  {
    releases: [{ provider: 'cluster-api', until: 'v1.10' }],
    severity: 'error',
    holds: (controlPlane) => controlPlane.version === 'v1alpha2',
    says: 'has a control plane of v1alpha2, which follows a contract that Cluster API knows from v1.11 on: it is never found. Upgrade Cluster API, or keep to v0.19 of the Kamaji provider and v1alpha1',
  },
  {
    releases: [{ provider: KAMAJI, from: 'v0.14.0', until: 'v0.15.1' }],
    severity: 'error',
    holds: (_, infrastructure) => infrastructure?.kind === 'Metal3Cluster',
    says: 'runs on Metal³, and these releases of the Kamaji provider lack the right to watch a Metal3Cluster: its endpoint is never checked. Upgrade to v0.15.2',
  },
];

export const incompatibleReleases = defineRule({
  id: 'incompatible-releases',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [Cluster],
  summary: 'The releases in force cannot work together for what the manifest joins.',

  *check(cluster, view) {
    const controlPlane = controlPlaneOf(cluster, view);
    if (!controlPlane) return;
    const infrastructure = infrastructureOf(cluster, view);
    for (const { releases, severity, holds, says } of PAIRS)
      if (holds(controlPlane, infrastructure))
        yield {
          resource: cluster,
          node: cluster.nameNode ?? cluster.root,
          path: ['metadata', 'name'],
          severity,
          releases,
          concerns: [controlPlane],
          message: `${nameOf(cluster)} ${says}.`,
        };
  },
});
