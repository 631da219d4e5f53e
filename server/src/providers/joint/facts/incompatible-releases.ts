import type { Severity } from '../../../core/findings/finding.ts';
import { isKind } from '../../../core/objects/group-kind.ts';
import type { Resource } from '../../../core/objects/resource.ts';
import type { ReleaseRange } from '../../../core/schemas/release-range.ts';
import { CAPI } from '../../cluster-api/kinds.ts';
import { KAMAJI_CONTROL_PLANE_PROVIDER } from '../../kamaji-control-plane/kinds.ts';
import { Metal3Cluster } from '../../metal3/kinds.ts';

/** For `npm run facts`. */
export const CONFLICTS_TABLE = {
  topic: 'incompatible releases',
  provider: KAMAJI_CONTROL_PLANE_PROVIDER,
  verifiedUpTo: 'v0.20',
};

/** Releases that do not work together for some objects. */
export interface Conflict {
  readonly releases: readonly ReleaseRange[];
  readonly severity: Severity;
  readonly applies: (controlPlane: Resource, infrastructure: Resource | undefined) => boolean;
  /** The message after the name of the Cluster, without the final period. */
  readonly problem: string;
}

/**
 * Source: the contract labels of the provider's CRDs (v0.20.0 has only that of v1beta2); its pull request 214 added
 * two verbs that the role lacked.
 */
export const CONFLICTS: readonly Conflict[] = [
  {
    releases: [{ provider: CAPI, until: 'v1.10' }],
    severity: 'error',
    applies: (controlPlane) => controlPlane.version === 'v1alpha2',
    problem:
      'has a control plane in version v1alpha2, which requires Cluster API v1.11 or later. Cluster API v1.10 and earlier never find it. Upgrade Cluster API, or use v1alpha1 with Kamaji provider v0.19',
  },
  {
    releases: [{ provider: KAMAJI_CONTROL_PLANE_PROVIDER, from: 'v0.14.0', until: 'v0.15.1' }],
    severity: 'error',
    applies: (_, infrastructure) => infrastructure !== undefined && isKind(infrastructure, Metal3Cluster),
    problem:
      'uses Metal³, but Kamaji provider v0.14.0 to v0.15.1 lack the permission to watch a Metal3Cluster and never check its endpoint. Upgrade to v0.15.2',
  },
];
