import type { ApiReference } from '../../../core/hover/hover-context.ts';
import { INFRASTRUCTURE_GROUP } from '../../cluster-api/kinds.ts';
import { CAPM3 } from '../kinds.ts';

/** The Go packages of the types, from the tags of the repository. */
export const METAL3_API_REFERENCES: readonly ApiReference[] = [
  {
    provider: CAPM3,
    group: INFRASTRUCTURE_GROUP,
    url: 'https://pkg.go.dev/github.com/metal3-io/cluster-api-provider-metal3/api@{release}/{version}#{type}',
  },
];
