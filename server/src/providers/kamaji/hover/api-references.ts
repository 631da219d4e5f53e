import type { ApiReference } from '../../../core/hover/hover-context.ts';
import { KAMAJI, KAMAJI_GROUP } from '../kinds.ts';

/** The Go packages of the types, from the tags of the repository. The tags of edge releases are not valid Go module versions. */
export const KAMAJI_API_REFERENCES: readonly ApiReference[] = [
  {
    provider: KAMAJI,
    group: KAMAJI_GROUP,
    since: 'edge-25.10.5',
    url: 'https://github.com/clastix/kamaji/blob/{release}/api/{version}/{kind}_types.go',
  },
  {
    provider: KAMAJI,
    group: KAMAJI_GROUP,
    url: 'https://pkg.go.dev/github.com/clastix/kamaji@{release}/api/{version}#{type}',
  },
];
