import type { ObjectFacts } from '../../../core/hover/hover-context.ts';
import { Cluster, MachineDeployment } from '../kinds.ts';
import { CONTROL_PLANE_REF, INFRASTRUCTURE_REF } from '../references.ts';

/** The facts that hovers show about the provider's objects. */
export const CLUSTER_API_OBJECT_FACTS: readonly ObjectFacts[] = [
  {
    kind: Cluster,
    fields: [
      [...CONTROL_PLANE_REF.split('.'), 'name'],
      [...INFRASTRUCTURE_REF.split('.'), 'name'],
      ['spec', 'topology', 'class'],
      ['spec', 'topology', 'classRef', 'name'],
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
