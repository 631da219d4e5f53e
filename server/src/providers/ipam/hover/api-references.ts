import type { ApiReference } from '../../../core/hover/hover-context.ts';
import { IPAM, IPAM_GROUP } from '../kinds.ts';

/** The Go packages of the types, from the tags of the repository. */
export const IPAM_API_REFERENCES: readonly ApiReference[] = [
  {
    provider: IPAM,
    group: IPAM_GROUP,
    url: 'https://pkg.go.dev/github.com/metal3-io/ip-address-manager/api@{release}/{version}#{type}',
  },
];
