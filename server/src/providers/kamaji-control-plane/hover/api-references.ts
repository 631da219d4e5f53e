import type { ApiReference } from '../../../core/hover/hover-context.ts';
import { CONTROL_PLANE_GROUP } from '../../cluster-api/kinds.ts';
import { KAMAJI_CONTROL_PLANE_PROVIDER } from '../kinds.ts';

/** The Go packages of the types, from the tags of the repository. */
export const KAMAJI_CONTROL_PLANE_API_REFERENCES: readonly ApiReference[] = [
  {
    provider: KAMAJI_CONTROL_PLANE_PROVIDER,
    group: CONTROL_PLANE_GROUP,
    url: 'https://pkg.go.dev/github.com/clastix/cluster-api-control-plane-provider-kamaji@{release}/api/{version}#{type}',
  },
];
