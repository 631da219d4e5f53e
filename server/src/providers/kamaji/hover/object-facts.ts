import type { ObjectFacts } from '../../../core/hover/hover-context.ts';
import { DataStore, TenantControlPlane } from '../kinds.ts';

/** The facts that hovers show about the provider's objects. */
export const KAMAJI_OBJECT_FACTS: readonly ObjectFacts[] = [
  {
    kind: TenantControlPlane,
    fields: [
      ['spec', 'kubernetes', 'version'],
      ['spec', 'dataStore'],
      ['spec', 'networkProfile', 'address'],
    ],
  },
  { kind: DataStore, fields: [['spec', 'driver']] },
];
