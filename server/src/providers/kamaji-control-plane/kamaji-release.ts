import { isKind } from '../../core/objects/group-kind.ts';
import type { Resource } from '../../core/objects/resource.ts';
import type { View } from '../../core/query/view.ts';
import { compareReleases } from '../../core/schemas/releases.ts';
import { TenantControlPlane } from '../kamaji/kinds.ts';

const PROVIDER = 'cluster-api-control-plane-provider-kamaji';

/** The first release of the provider that needs a Kamaji of 2026. */
const NEWER = 'v0.20.0';

/**
 * Whether it can be told which Kamaji a control plane is for. The older version of a KamajiControlPlane is served by
 * providers that run with a Kamaji of any release; the newer one, and a TenantControlPlane, say more by themselves.
 */
export function isKamajiKnown(controlPlane: Resource, view: Pick<View, 'releases'>): boolean {
  if (isKind(controlPlane, TenantControlPlane) || controlPlane.version === 'v1alpha2') return true;
  if (view.releases('kamaji').length === 1) return true;
  const [release, ...others] = view.releases(PROVIDER);
  return release !== undefined && others.length === 0 && compareReleases(release, NEWER) >= 0;
}
