import type { ObjectFacts } from '../../../core/hover/hover-context.ts';
import { Cluster, MachineDeployment } from '../kinds.ts';

/** The facts that hovers show about the provider's objects. */
export const CLUSTER_API_OBJECT_FACTS: readonly ObjectFacts[] = [
  {
    kind: Cluster,
    fields: [
      ['spec', 'controlPlaneRef', 'name'],
      ['spec', 'infrastructureRef', 'name'],
      ['spec', 'topology', 'class'],
    ],
  },
  {
    kind: MachineDeployment,
    fields: [
      ['spec', 'clusterName'],
      ['spec', 'replicas'],
      ['spec', 'template', 'spec', 'version'],
    ],
  },
];
