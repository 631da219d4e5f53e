import type { ObjectFacts } from '../../../core/hover/hover-context.ts';
import { BareMetalHost } from '../kinds.ts';

/** The facts that hovers show about the provider's objects. */
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
