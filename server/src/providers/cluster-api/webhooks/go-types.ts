import type { GoFieldRows } from '../../../core/validation/webhooks/row.ts';
import { CAPI } from '../kinds.ts';

/** For `npm run facts`: compare the tables of this file with the struct tags before you change this. */
export const GO_TYPES_TABLE = { topic: 'Go types', provider: CAPI, verifiedUpTo: 'v1.14' };

/** Fields of Cluster API's Go types that differ from the default of their style. Source: the struct tags of v1.3 to v1.14. */

/** Fields without a type in the CRD, in the schemas of variables. */
const OPEN_SCHEMA_TYPES: GoFieldRows = {
  'slice,omitempty': 'openAPIV3Schema.allOf openAPIV3Schema.anyOf openAPIV3Schema.oneOf openAPIV3Schema.enum',
  'map,omitempty': 'openAPIV3Schema.properties',
};

/** v1alpha3 to v1beta1, in Cluster API v1.10 and earlier. */
export const CAPI_OLD_TYPES: GoFieldRows = {
  'struct,omitempty': `ClusterResourceSet.spec KubeadmConfig.spec KubeadmConfigTemplate.spec KubeadmConfigTemplate.spec.template.spec
    ClusterClass.spec Cluster.spec MachineDeployment.spec MachineDeployment.spec.template.spec MachineHealthCheck.spec
    MachinePool.spec MachinePool.spec.template.spec Machine.spec MachineSet.spec MachineSet.spec.template
    MachineSet.spec.template.spec KubeadmControlPlane.spec KubeadmControlPlaneTemplate.spec
    apiServer controllerManager dns etcd networking scheduler localAPIEndpoint nodeRegistration discovery metadata
    spec.controlPlane spec.infrastructure spec.workers spec.controlPlaneEndpoint topology.controlPlane`,
  '*struct': 'ref',
  '*struct,omitempty': `openAPIV3Schema.additionalProperties openAPIV3Schema.items openAPIV3Schema.not`,
  ...OPEN_SCHEMA_TYPES,
  '*string,omitempty': `partition replaceFS tableType gecos users.groups homeDir passwd primaryGroup shell sudo unhealthyRange
    valueFrom.template variable enabledIf generateExtension validateExtension discoverVariablesExtension failureDomain
    rollingUpdate.deletePolicy dataSecretName providerID template.spec.version Machine.spec.version
    namingStrategy.template infrastructureNamingStrategy.template service.path clientConfig.url`,
  '*bool,omitempty': 'overwrite enabled inactive lockPassword enable optional imagePullSerial',
  'int,omitempty': 'bindPort MachineSet.spec.minReadySeconds',
  '*Duration,omitempty': `timeoutForControlPlane ttl discovery.timeout nodeStartupTimeout nodeDeletionTimeout nodeDrainTimeout
    nodeVolumeDetachTimeout minHealthyPeriod`,
  string: 'KubeadmControlPlaneTemplate.spec.template.spec.version',
  Duration: 'unhealthyConditions.timeout',
  'Duration,omitempty': 'retryPeriod',
  'Quantity,omitempty': 'divisor',
  '*BootstrapToken': 'bootstrapTokens.token',
};

/** v1beta1 in v1.11 and later, which is converted to v1beta2 and back. Pointers to empty values are lost. */
export const CAPI_CONVERTED_TYPES: GoFieldRows = {
  ...CAPI_OLD_TYPES,
  'struct,omitzero': `clusterConfiguration etcd.external local diskSetup contentFrom ignition containerLinuxConfig initConfiguration
    initConfiguration.patches joinConfiguration bootstrapToken file kubeConfig cluster authProvider exec
    joinConfiguration.patches ntp passwdFrom machineInfrastructure upgrade upgrade.external x-metadata clusterNetwork
    pods services controlPlaneRef Cluster.spec.infrastructureRef topology rollout controlPlane.variables
    topology.workers machineDeployments.variables machinePools.variables configRef template.spec.machineTemplate`,
  '*string,omitempty': `unhealthyRange namingStrategy.template infrastructureNamingStrategy.template generateExtension
    validateExtension rollingUpdate.deletePolicy dataSecretName`,
  'string,omitempty': `unhealthyMachineConditions.status unhealthyMachineConditions.type controlPlane.taints.effect
    controlPlane.taints.key propagation machineDeployments.taints.effect machineDeployments.taints.key
    machinePools.taints.effect machinePools.taints.key spec.taints.effect spec.taints.key machineTemplate.taints.effect
    machineTemplate.taints.key`,
  string: 'host',
  int: 'port',
  'int,omitempty': `caCertificateValidityPeriodDays certificateValidityPeriodDays percentage bindPort apiServerPort
    MachineSet.spec.minReadySeconds`,
  'Time,omitempty': 'expires',
  'Time,omitzero': 'after',
  Duration: 'unhealthyConditions.timeout unhealthyMachineConditions.timeout',
  'string,lost': `definitionFrom clusterConfiguration.apiVersion clusterConfiguration.kind clusterConfiguration.clusterName
    clusterConfiguration.kubernetesVersion initConfiguration.apiVersion initConfiguration.kind
    joinConfiguration.apiVersion joinConfiguration.kind`,
  'struct,lost': 'networking',
  'bool,lost': 'useExperimentalRetryJoin',
};

/** v1beta2. */
export const CAPI_NEW_TYPES: GoFieldRows = {
  string: `matchExpressions.key operator extraEnvs.name configMapKeyRef.key fieldRef.fieldPath fileKeyRef.key
    fileKeyRef.path volumeName resource secretKeyRef.key nodeRegistration.taints.effect nodeRegistration.taints.key`,
  '*string,omitempty': 'extraArgs.value kubeletExtraArgs.value dataSecretName',
  '*slice,omitempty': 'extraEnvs nodeRegistration.taints',
  '*struct,omitempty': `valueFrom configMapKeyRef fieldRef fileKeyRef resourceFieldRef secretKeyRef joinConfiguration.controlPlane
    machineDeploymentClass machinePoolClass patches.external namespaceSelector
    openAPIV3Schema.additionalProperties openAPIV3Schema.items openAPIV3Schema.not`,
  ...OPEN_SCHEMA_TYPES,
  'Quantity,omitempty': 'divisor',
  'int,omitempty': `caCertificateValidityPeriodDays certificateValidityPeriodDays bindPort apiServerPort controlPlaneEndpoint.port
    certificatesExpiryDays`,
  '*int,omitempty': 'timeoutSeconds',
  '*bool,omitempty': 'variables.required',
  '*Time,omitempty': 'timeAdded',
  'BootstrapToken,omitzero': 'bootstrapTokens.token',
};
