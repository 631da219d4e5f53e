import { commonTexts } from '../../../core/completion/common-values.ts';
import type { CommonValues } from '../../../core/completion/context.ts';
import {
  Cluster,
  ClusterClass,
  Machine,
  MachineDeployment,
  MachineHealthCheck,
  MachinePool,
  MachineSet,
} from '../kinds.ts';

/** The paths of health check conditions in MachineHealthChecks and ClusterClasses. */
const UNHEALTHY_CONDITIONS = [
  'spec.unhealthyConditions[]',
  'spec.controlPlane.machineHealthCheck.unhealthyConditions[]',
  'spec.workers.machineDeployments[].machineHealthCheck.unhealthyConditions[]',
];
const HEALTH_CHECKED = [MachineHealthCheck, ClusterClass];
const SCALED = [MachineDeployment, MachineSet, MachinePool];
const TIMEOUTS = 'spec.{nodeDrainTimeout,nodeVolumeDetachTimeout,nodeDeletionTimeout}';

/** Values that are common in fields whose schemas do not list them. */
export const CLUSTER_API_VALUES: readonly CommonValues[] = [
  commonTexts([Cluster], 'spec.clusterNetwork.serviceDomain', ['cluster.local']),
  commonTexts([Cluster], 'spec.clusterNetwork.pods.cidrBlocks[]', [
    '192.168.0.0/16',
    '192.168.0.0/18',
    '10.244.0.0/16',
  ]),
  commonTexts([Cluster], 'spec.clusterNetwork.services.cidrBlocks[]', ['10.96.0.0/12', '10.96.0.0/16']),
  ...UNHEALTHY_CONDITIONS.flatMap((path) => [
    commonTexts(HEALTH_CHECKED, `${path}.type`, ['Ready']),
    commonTexts(HEALTH_CHECKED, `${path}.status`, ['Unknown', 'False']),
    commonTexts(HEALTH_CHECKED, `${path}.timeout`, ['300s', '5m']),
  ]),
  commonTexts([MachineHealthCheck], 'spec.checks.unhealthyNodeConditions[].type', ['Ready']),
  commonTexts([MachineHealthCheck], 'spec.checks.unhealthyNodeConditions[].status', ['Unknown', 'False']),
  commonTexts([MachineHealthCheck], 'spec.checks.unhealthyNodeConditions[].timeoutSeconds', ['300']),
  commonTexts([MachineHealthCheck], 'spec.nodeStartupTimeout', ['10m', '20m']),
  commonTexts(SCALED, 'spec.replicas', ['1', '2', '3']),
  commonTexts([Cluster], 'spec.topology.controlPlane.replicas', ['1', '3']),
  commonTexts([Cluster], 'spec.topology.workers.machineDeployments[].replicas', ['1', '2', '3']),
  commonTexts([...SCALED, Machine], TIMEOUTS, ['0s', '5m', '10m']),
];
