import type { ObjectFacts } from '../../../core/hover/pointed.ts';
import { BareMetalHost } from '../kinds.ts';

/** How hovers describe the provider's objects. */
export const BAREMETAL_OPERATOR_OBJECT_FACTS: readonly ObjectFacts[] = [
  {
    kind: BareMetalHost,
    fields: [
      ['spec', 'bmc', 'address'],
      ['spec', 'bootMACAddress'],
      ['spec', 'online'],
    ],
  },
];
