import type { ApiReference } from '../../../core/hover/hover-context.ts';
import { INFRASTRUCTURE_GROUP } from '../../cluster-api/kinds.ts';

/** The Go packages of the types, from the tags of the repository. */
export const METAL3_API_REFERENCES: readonly ApiReference[] = [
  {
    provider: 'cluster-api-provider-metal3',
    group: INFRASTRUCTURE_GROUP,
    url: 'https://pkg.go.dev/github.com/metal3-io/cluster-api-provider-metal3/api@{release}/{version}#{type}',
  },
];
