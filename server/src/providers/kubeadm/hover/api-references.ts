import type { ApiReference } from '../../../core/hover/hover-context.ts';
import { BOOTSTRAP_GROUP, CAPI, CONTROL_PLANE_GROUP } from '../../cluster-api/kinds.ts';

/** The Go packages of the types, from the tags of the repository. */
export const KUBEADM_API_REFERENCES: readonly ApiReference[] = [
  ...typesIn(BOOTSTRAP_GROUP, 'bootstrap'),
  ...typesIn(CONTROL_PLANE_GROUP, 'controlplane'),
];

function typesIn(group: string, name: string): readonly ApiReference[] {
  const rows: readonly (readonly [string | undefined, string])[] = [
    ['v1.14.0', `cluster-api/api@{release}/${name}/kubeadm`],
    ['v1.11.0', `cluster-api@{release}/api/${name}/kubeadm`],
    [undefined, `cluster-api@{release}/${name}/kubeadm/api`],
  ];
  return rows.map(([since, folder]) => ({
    provider: CAPI,
    group,
    ...(since ? { since } : {}),
    url: `https://pkg.go.dev/sigs.k8s.io/${folder}/{version}#{type}`,
  }));
}
