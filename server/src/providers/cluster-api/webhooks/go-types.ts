import type { CodeRows } from '../../../core/validation/webhooks/row.ts';

/** For `npm run facts`: compare the tables of this file with the struct tags before you change this. */
export const GO_TYPES_TABLE = { topic: 'Go types', provider: 'cluster-api', verifiedUpTo: 'v1.13' };

/** Fields of Cluster API's Go types that differ from the default of their style. Source: the struct tags of v1.3 to v1.13. */

/** Fields without a type in the CRD, in the schemas of variables. */
const OPEN_SCHEMA_TYPES: CodeRows = {
  'l?': 'openAPIV3Schema.allOf openAPIV3Schema.anyOf openAPIV3Schema.oneOf openAPIV3Schema.enum',
  'm?': 'openAPIV3Schema.properties',
};

/** v1alpha3 to v1beta1, in Cluster API v1.10 and earlier. */
export const CAPI_OLD_TYPES: CodeRows = {
  'o?': `ClusterResourceSet.spec KubeadmConfig.spec KubeadmConfigTemplate.spec KubeadmConfigTemplate.spec.template.spec
    ClusterClass.spec Cluster.spec MachineDeployment.spec MachineDeployment.spec.template.spec MachineHealthCheck.spec
    MachinePool.spec MachinePool.spec.template.spec Machine.spec MachineSet.spec MachineSet.spec.template
    MachineSet.spec.template.spec KubeadmControlPlane.spec KubeadmControlPlaneTemplate.spec
    apiServer controllerManager dns etcd networking scheduler localAPIEndpoint nodeRegistration discovery metadata
    spec.controlPlane spec.infrastructure spec.workers spec.controlPlaneEndpoint topology.controlPlane`,
  '*o!': 'ref',
  '*o?': `openAPIV3Schema.additionalProperties openAPIV3Schema.items openAPIV3Schema.not`,
  ...OPEN_SCHEMA_TYPES,
  '*s?': `partition replaceFS tableType gecos users.groups homeDir passwd primaryGroup shell sudo unhealthyRange
    valueFrom.template variable enabledIf generateExtension validateExtension discoverVariablesExtension failureDomain
    rollingUpdate.deletePolicy dataSecretName providerID template.spec.version Machine.spec.version
    namingStrategy.template infrastructureNamingStrategy.template service.path clientConfig.url`,
  '*b?': 'overwrite enabled inactive lockPassword enable optional imagePullSerial',
  'i?': 'bindPort MachineSet.spec.minReadySeconds',
  '*D?': `timeoutForControlPlane ttl discovery.timeout nodeStartupTimeout nodeDeletionTimeout nodeDrainTimeout
    nodeVolumeDetachTimeout minHealthyPeriod`,
  's!': 'KubeadmControlPlaneTemplate.spec.template.spec.version',
  'D!': 'unhealthyConditions.timeout',
  'D?': 'retryPeriod',
  'Q?': 'divisor',
  '*K!': 'bootstrapTokens.token',
};

/** v1beta1 in v1.11 and later, which is converted to v1beta2 and back. Pointers to empty values are lost. */
export const CAPI_CONVERTED_TYPES: CodeRows = {
  ...CAPI_OLD_TYPES,
  o0: `clusterConfiguration etcd.external local diskSetup contentFrom ignition containerLinuxConfig initConfiguration
    initConfiguration.patches joinConfiguration bootstrapToken file kubeConfig cluster authProvider exec
    joinConfiguration.patches ntp passwdFrom machineInfrastructure upgrade upgrade.external x-metadata clusterNetwork
    pods services controlPlaneRef Cluster.spec.infrastructureRef topology rollout controlPlane.variables
    topology.workers machineDeployments.variables machinePools.variables configRef template.spec.machineTemplate`,
  '*s?': `unhealthyRange namingStrategy.template infrastructureNamingStrategy.template generateExtension
    validateExtension rollingUpdate.deletePolicy dataSecretName`,
  's?': `unhealthyMachineConditions.status unhealthyMachineConditions.type controlPlane.taints.effect
    controlPlane.taints.key propagation machineDeployments.taints.effect machineDeployments.taints.key
    machinePools.taints.effect machinePools.taints.key spec.taints.effect spec.taints.key machineTemplate.taints.effect
    machineTemplate.taints.key`,
  's!': 'host',
  'i!': 'port',
  'i?': `caCertificateValidityPeriodDays certificateValidityPeriodDays percentage bindPort apiServerPort
    MachineSet.spec.minReadySeconds`,
  'T?': 'expires',
  T0: 'after',
  'D!': 'unhealthyConditions.timeout unhealthyMachineConditions.timeout',
  's-': `definitionFrom clusterConfiguration.apiVersion clusterConfiguration.kind clusterConfiguration.clusterName
    clusterConfiguration.kubernetesVersion initConfiguration.apiVersion initConfiguration.kind
    joinConfiguration.apiVersion joinConfiguration.kind`,
  'o-': 'networking',
  'b-': 'useExperimentalRetryJoin',
};

/** v1beta2. */
export const CAPI_NEW_TYPES: CodeRows = {
  's!': `matchExpressions.key operator extraEnvs.name configMapKeyRef.key fieldRef.fieldPath fileKeyRef.key
    fileKeyRef.path volumeName resource secretKeyRef.key nodeRegistration.taints.effect nodeRegistration.taints.key`,
  '*s?': 'extraArgs.value kubeletExtraArgs.value dataSecretName',
  '*l?': 'extraEnvs nodeRegistration.taints',
  '*o?': `valueFrom configMapKeyRef fieldRef fileKeyRef resourceFieldRef secretKeyRef joinConfiguration.controlPlane
    machineDeploymentClass machinePoolClass patches.external namespaceSelector
    openAPIV3Schema.additionalProperties openAPIV3Schema.items openAPIV3Schema.not`,
  ...OPEN_SCHEMA_TYPES,
  'Q?': 'divisor',
  'i?': `caCertificateValidityPeriodDays certificateValidityPeriodDays bindPort apiServerPort controlPlaneEndpoint.port
    certificatesExpiryDays`,
  '*i?': 'timeoutSeconds',
  '*b?': 'variables.required',
  '*T?': 'timeAdded',
  K0: 'bootstrapTokens.token',
};
