import { GROUPS } from '../resources/groups.ts';
import type { GroupKind } from '../resources/resource.ts';
import type { KindEntry } from '../schemas/bundle.ts';

/** Groups in which one project alone has kinds: what it has not is not there. */
const OWN_GROUPS: ReadonlySet<string> = new Set([
  GROUPS.cluster,
  GROUPS.ipam,
  GROUPS.kamaji,
  GROUPS.metal3,
  'runtime.cluster.x-k8s.io',
]);

/** Groups that every provider of Cluster API may put kinds into: a name that others may use too says nothing there. */
const SHARED_GROUPS: ReadonlySet<string> = new Set([
  GROUPS.bootstrap,
  GROUPS.controlPlane,
  GROUPS.infrastructure,
  'addons.cluster.x-k8s.io',
  'ipam.cluster.x-k8s.io',
]);

const OF_ONE_PROJECT =
  /^(Kubeadm|Kamaji|Metal3|(TenantControlPlane|BareMetalHost|Cluster(Class|ResourceSet)?|Machine(Deployment|Set|HealthCheck)?)$)/;

/**
 * The kind of that name that the author must have meant, of a kind that its group does not have. Undefined where the
 * group may have it all the same, from somebody whom we do not know, or where several groups have a kind of that name.
 */
export function kindElsewhere({ group, kind }: GroupKind, kinds: readonly KindEntry[]): KindEntry | undefined {
  const isSure = OWN_GROUPS.has(group) || (SHARED_GROUPS.has(group) && OF_ONE_PROJECT.test(kind));
  if (!isSure) return undefined;
  const [meant, ...others] = kinds.filter((entry) => entry.kind === kind);
  return others.length === 0 && meant?.group !== group ? meant : undefined;
}
