import type { Severity } from '../../../../core/findings/finding.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import type { ReleaseRange } from '../../../../core/schemas/release-range.ts';
import { controlPlaneOf, infrastructureOf } from '../../../cluster-api/cluster-parts.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { KAMAJI_CONTROL_PLANE_PROVIDER } from '../../../kamaji-control-plane/kinds.ts';

const KAMAJI = KAMAJI_CONTROL_PLANE_PROVIDER;

/** Releases that do not work together for some objects. */
interface Conflict {
  readonly releases: readonly ReleaseRange[];
  readonly severity: Severity;
  readonly applies: (controlPlane: Resource, infrastructure: Resource | undefined) => boolean;
  /** The message after the name of the Cluster, without the final period. */
  readonly problem: string;
}

/**
 * Source: the contract labels of the provider's CRDs (v0.20.0 has only that of v1beta2); its pull request 214 for the
 * role that lacked two verbs.
 */
const CONFLICTS: readonly Conflict[] = [
  {
    releases: [{ provider: 'cluster-api', until: 'v1.10' }],
    severity: 'error',
    applies: (controlPlane) => controlPlane.version === 'v1alpha2',
    problem:
      'has a control plane in version v1alpha2, which requires Cluster API v1.11 or later. Cluster API v1.10 and earlier never find it. Upgrade Cluster API, or use v1alpha1 with Kamaji provider v0.19',
  },
  {
    releases: [{ provider: KAMAJI, from: 'v0.14.0', until: 'v0.15.1' }],
    severity: 'error',
    applies: (_, infrastructure) => infrastructure?.kind === 'Metal3Cluster',
    problem:
      'uses Metal³, but Kamaji provider v0.14.0 to v0.15.1 lack the permission to watch a Metal3Cluster and never check its endpoint. Upgrade to v0.15.2',
  },
];

export const incompatibleReleases = defineRule({
  id: 'incompatible-releases',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [Cluster],
  summary: 'The target releases are incompatible with each other for these objects.',

  *check(cluster, view) {
    const controlPlane = controlPlaneOf(cluster, view);
    if (!controlPlane) return;
    const infrastructure = infrastructureOf(cluster, view);
    for (const { releases, severity, applies, problem } of CONFLICTS)
      if (applies(controlPlane, infrastructure))
        yield {
          resource: cluster,
          node: cluster.nameNode ?? cluster.root,
          path: ['metadata', 'name'],
          severity,
          releases,
          relatedVersions: [controlPlane],
          message: `${nameOf(cluster)} ${problem}.`,
        };
  },
});
