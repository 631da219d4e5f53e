import type { ApiReference } from '../../../core/hover/hover-context.ts';
import { ADDONS_GROUP, CAPI, CLUSTER_GROUP, CLUSTER_IPAM_GROUP, MachinePool, RUNTIME_GROUP } from '../kinds.ts';

/** In v1.14 and later, `api` is a Go module of its own. */
const API = 'sigs.k8s.io/cluster-api/api@{release}';
const REPOSITORY = 'sigs.k8s.io/cluster-api@{release}';

/** The Go packages of the types, from the tags of the repository. */
export const CLUSTER_API_API_REFERENCES: readonly ApiReference[] = [
  ...typesIn(CLUSTER_GROUP, [
    ['v1.14.0', `${API}/core`],
    ['v1.11.0', `${REPOSITORY}/api/core`],
  ]),
  { ...row(CLUSTER_GROUP, `${REPOSITORY}/exp/api`), kinds: [MachinePool] },
  row(CLUSTER_GROUP, `${REPOSITORY}/api`),
  ...typesIn(ADDONS_GROUP, [
    ['v1.14.0', `${API}/addons`],
    ['v1.10.0', `${REPOSITORY}/api/addons`],
    [undefined, `${REPOSITORY}/exp/addons/api`],
  ]),
  ...typesIn(CLUSTER_IPAM_GROUP, [
    ['v1.14.0', `${API}/ipam`],
    ['v1.11.0', `${REPOSITORY}/api/ipam`],
    [undefined, `${REPOSITORY}/exp/ipam/api`],
  ]),
  ...typesIn(RUNTIME_GROUP, [
    ['v1.14.0', `${API}/runtime`],
    ['v1.11.0', `${REPOSITORY}/api/runtime`],
    [undefined, `${REPOSITORY}/exp/runtime/api`],
  ]),
];

function typesIn(group: string, places: readonly (readonly [since: string | undefined, folder: string])[]) {
  return places.map(([since, folder]): ApiReference => ({ ...row(group, folder), ...(since ? { since } : {}) }));
}

function row(group: string, folder: string): ApiReference {
  return { provider: CAPI, group, url: `https://pkg.go.dev/${folder}/{version}#{type}` };
}
