import type { ApiReference } from '../../../core/hover/hover-context.ts';
import { BMO, METAL3_GROUP } from '../kinds.ts';

/** The Go packages of the types, from the tags of the repository. */
export const BAREMETAL_OPERATOR_API_REFERENCES: readonly ApiReference[] = [
  {
    provider: BMO,
    group: METAL3_GROUP,
    url: 'https://pkg.go.dev/github.com/metal3-io/baremetal-operator/apis@{release}/metal3.io/{version}#{type}',
  },
];
