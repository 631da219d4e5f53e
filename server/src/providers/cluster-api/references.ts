import type { GroupKind } from '../../core/objects/group-kind.ts';
import {
  externalField,
  inStatedNamespace,
  nameField,
  type ReferenceField,
  statedField,
  withRole,
} from '../../core/objects/reference-field.ts';
import { KamajiControlPlane, KamajiControlPlaneTemplate } from '../kamaji-control-plane/kinds.ts';
import {
  KubeadmConfig,
  KubeadmConfigTemplate,
  KubeadmControlPlane,
  KubeadmControlPlaneTemplate,
} from '../kubeadm/kinds.ts';
import { Secret } from '../kubernetes/kinds.ts';
import {
  Metal3Cluster,
  Metal3ClusterTemplate,
  Metal3Machine,
  Metal3MachineTemplate,
  Metal3RemediationTemplate,
} from '../metal3/kinds.ts';
import {
  Cluster,
  ClusterClass,
  Machine,
  MachineDeployment,
  MachineHealthCheck,
  MachinePool,
  MachineSet,
} from './kinds.ts';

const CLUSTER_STAYS = 'stays in phase Provisioning';
const MACHINE_STAYS = 'stays in phase Pending';
const NO_MACHINES = 'does not create any machines';
const NO_USER_DATA = 'cannot be provisioned';
const NO_REMEDIATION = 'does not remediate any machines';
const CLASS_STAYS = 'is not reconciled, and its Clusters wait for it';

/** The paths of a Cluster's two parts, which rules and features look up by these names. */
export const CONTROL_PLANE_REF = 'spec.controlPlaneRef';
export const INFRASTRUCTURE_REF = 'spec.infrastructureRef';
/** The path of the ClusterClass in v1beta2. */
export const CLASS_REF = 'spec.topology.classRef';

/** The path of a machine's bootstrap configuration, and that in the template of machines. */
export const BOOTSTRAP_CONFIG_REF = 'spec.bootstrap.configRef';
export const MACHINE_BOOTSTRAP_CONFIG_REF = `spec.template.${BOOTSTRAP_CONFIG_REF}`;

/** The path of the name of the Cluster, and that in the template of machines. */
export const CLUSTER_NAME_FIELD = 'spec.clusterName';
export const MACHINE_CLUSTER_NAME_FIELD = `spec.template.${CLUSTER_NAME_FIELD}`;

const CLASS_WORKERS = 'spec.workers.machineDeployments[]';
const CLASS_POOLS = 'spec.workers.machinePools[]';

/** The template references of a ClusterClass in v1beta2. */
export const CLASS_TEMPLATE_REFS = [
  ...['infrastructure', 'controlPlane', 'controlPlane.machineInfrastructure'].map((part) => `spec.${part}.templateRef`),
  ...[CLASS_WORKERS, CLASS_POOLS].flatMap((at) => [`${at}.bootstrap.templateRef`, `${at}.infrastructure.templateRef`]),
];

/** The template references of a ClusterClass in v1beta1: those of workers are inside the template. */
export const CLASS_TEMPLATE_REFS_V1BETA1 = [
  ...['infrastructure', 'controlPlane', 'controlPlane.machineInfrastructure'].map((part) => `spec.${part}.ref`),
  ...[CLASS_WORKERS, CLASS_POOLS].flatMap((at) => [
    `${at}.template.bootstrap.ref`,
    `${at}.template.infrastructure.ref`,
  ]),
];

/** The references to remediation templates: of a health check, and of those in classes and topologies. */
export const REMEDIATION_TEMPLATES = [
  [MachineHealthCheck, 'spec.remediationTemplate'],
  [MachineHealthCheck, 'spec.remediation.templateRef'],
  ...['spec.controlPlane', CLASS_WORKERS].flatMap((at) => healthCheck(ClusterClass, at)),
  ...['controlPlane', 'workers.machineDeployments[]'].flatMap((at) => healthCheck(Cluster, `spec.topology.${at}`)),
] as const;

function healthCheck(from: GroupKind, at: string): readonly (readonly [GroupKind, string])[] {
  return ['machineHealthCheck.remediationTemplate', 'healthCheck.remediation.templateRef'].map(
    (path) => [from, `${at}.${path}`] as const,
  );
}

/** Source: the API types of Cluster API v1.14. */
export const CLUSTER_API_REFERENCES: readonly ReferenceField[] = [
  withRole(
    'ControlPlane',
    statedField(Cluster, CONTROL_PLANE_REF, CLUSTER_STAYS, KamajiControlPlane, KubeadmControlPlane),
  ),
  withRole('ClusterInfrastructure', statedField(Cluster, INFRASTRUCTURE_REF, CLUSTER_STAYS, Metal3Cluster)),
  inStatedNamespace(nameField(Cluster, CLASS_REF, ClusterClass, CLUSTER_STAYS)),
  // classNamespace exists in Cluster API v1.10 and later; before, the class is in the Cluster's own namespace.
  {
    ...inStatedNamespace(nameField(Cluster, 'spec.topology.class', ClusterClass, CLUSTER_STAYS)),
    namespaceKey: 'classNamespace',
  },

  ...[MachineDeployment, MachineSet].flatMap((from) => [
    nameField(from, CLUSTER_NAME_FIELD, Cluster, NO_MACHINES),
    nameField(from, MACHINE_CLUSTER_NAME_FIELD, Cluster, NO_MACHINES),
    withRole(
      'BootstrapConfigTemplate',
      statedField(from, MACHINE_BOOTSTRAP_CONFIG_REF, NO_MACHINES, KubeadmConfigTemplate),
    ),
    withRole(
      'MachineInfrastructureTemplate',
      statedField(from, 'spec.template.spec.infrastructureRef', NO_MACHINES, Metal3MachineTemplate),
    ),
    externalField(from, 'spec.template.spec.bootstrap.dataSecretName', Secret, NO_USER_DATA),
  ]),
  nameField(Machine, CLUSTER_NAME_FIELD, Cluster, MACHINE_STAYS),
  withRole('BootstrapConfig', statedField(Machine, BOOTSTRAP_CONFIG_REF, MACHINE_STAYS, KubeadmConfig)),
  withRole('MachineInfrastructure', statedField(Machine, INFRASTRUCTURE_REF, MACHINE_STAYS, Metal3Machine)),
  externalField(Machine, 'spec.bootstrap.dataSecretName', Secret, NO_USER_DATA),
  nameField(MachinePool, CLUSTER_NAME_FIELD, Cluster, NO_MACHINES),
  nameField(MachinePool, MACHINE_CLUSTER_NAME_FIELD, Cluster, NO_MACHINES),
  withRole(
    'BootstrapConfigTemplate',
    statedField(MachinePool, MACHINE_BOOTSTRAP_CONFIG_REF, NO_MACHINES, KubeadmConfig),
  ),
  statedField(MachinePool, 'spec.template.spec.infrastructureRef', NO_MACHINES),
  externalField(MachinePool, 'spec.template.spec.bootstrap.dataSecretName', Secret, NO_USER_DATA),

  nameField(MachineHealthCheck, CLUSTER_NAME_FIELD, Cluster, NO_REMEDIATION),

  statedField(ClusterClass, 'spec.infrastructure.{ref,templateRef}', CLASS_STAYS, Metal3ClusterTemplate),
  statedField(
    ClusterClass,
    'spec.controlPlane.{ref,templateRef}',
    CLASS_STAYS,
    KamajiControlPlaneTemplate,
    KubeadmControlPlaneTemplate,
  ),
  statedField(
    ClusterClass,
    'spec.controlPlane.machineInfrastructure.{ref,templateRef}',
    CLASS_STAYS,
    Metal3MachineTemplate,
  ),
  // Inside the template up to v1beta1, next to it in v1beta2.
  statedField(ClusterClass, `${CLASS_WORKERS}.template.bootstrap.ref`, CLASS_STAYS, KubeadmConfigTemplate),
  statedField(ClusterClass, `${CLASS_WORKERS}.template.infrastructure.ref`, CLASS_STAYS, Metal3MachineTemplate),
  statedField(ClusterClass, `${CLASS_WORKERS}.bootstrap.templateRef`, CLASS_STAYS, KubeadmConfigTemplate),
  statedField(ClusterClass, `${CLASS_WORKERS}.infrastructure.templateRef`, CLASS_STAYS, Metal3MachineTemplate),
  statedField(ClusterClass, `${CLASS_POOLS}.template.bootstrap.ref`, CLASS_STAYS, KubeadmConfigTemplate),
  statedField(ClusterClass, `${CLASS_POOLS}.template.infrastructure.ref`, CLASS_STAYS),
  statedField(ClusterClass, `${CLASS_POOLS}.bootstrap.templateRef`, CLASS_STAYS, KubeadmConfigTemplate),
  statedField(ClusterClass, `${CLASS_POOLS}.infrastructure.templateRef`, CLASS_STAYS),

  ...REMEDIATION_TEMPLATES.map(([from, path]) => statedField(from, path, NO_REMEDIATION, Metal3RemediationTemplate)),
];
