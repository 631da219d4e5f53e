import type { ObjectFacts } from '../../../core/hover/hover-context.ts';
import { DataStore, TenantControlPlane } from '../kinds.ts';
import { DATA_STORE } from '../references.ts';

/** The facts that hovers show about the provider's objects. */
export const KAMAJI_OBJECT_FACTS: readonly ObjectFacts[] = [
  {
    kind: TenantControlPlane,
    fields: [['spec', 'kubernetes', 'version'], DATA_STORE.split('.'), ['spec', 'networkProfile', 'address']],
  },
  { kind: DataStore, fields: [['spec', 'driver']] },
];
