import { isKind } from '../../core/objects/group-kind.ts';
import type { Resource } from '../../core/objects/resource.ts';
import type { View } from '../../core/query/view.ts';
import { compareReleases } from '../../core/schemas/releases.ts';
import { KAMAJI, TenantControlPlane } from '../kamaji/kinds.ts';
import { KAMAJI_CONTROL_PLANE_PROVIDER } from './kinds.ts';
import { FIRST_WITH_V1ALPHA2 } from './served-versions.ts';

/**
 * Returns true if the release of Kamaji for a control plane is known well enough for rules about recent releases.
 * Providers that serve v1alpha1 of KamajiControlPlane work with any release of Kamaji; v1alpha2 requires a recent one.
 */
export function isKamajiKnown(controlPlane: Resource, view: Pick<View, 'releases'>): boolean {
  if (isKind(controlPlane, TenantControlPlane) || controlPlane.version === 'v1alpha2') return true;
  if (view.releases(KAMAJI).length === 1) return true;
  const [release, ...others] = view.releases(KAMAJI_CONTROL_PLANE_PROVIDER);
  return release !== undefined && others.length === 0 && compareReleases(release, FIRST_WITH_V1ALPHA2) >= 0;
}
