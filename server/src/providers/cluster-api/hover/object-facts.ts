import type { ObjectFacts } from '../../../core/hover/hover-context.ts';
import { CLUSTER_NAME_PATH } from '../cluster-name.ts';
import { Cluster, MachineDeployment } from '../kinds.ts';
import { CLASS_REF, CONTROL_PLANE_REF, INFRASTRUCTURE_REF } from '../references.ts';

/** The facts that hovers show about the provider's objects. */
export const CLUSTER_API_OBJECT_FACTS: readonly ObjectFacts[] = [
  {
    kind: Cluster,
    fields: [
      [...CONTROL_PLANE_REF.split('.'), 'name'],
      [...INFRASTRUCTURE_REF.split('.'), 'name'],
      ['spec', 'topology', 'class'],
      [...CLASS_REF.split('.'), 'name'],
    ],
  },
  {
    kind: MachineDeployment,
    fields: [CLUSTER_NAME_PATH, ['spec', 'replicas'], ['spec', 'template', 'spec', 'version']],
  },
];
