import { type PathPattern, PatternTree, pathPattern } from '../syntax/path-pattern.ts';
import { GROUPS } from './groups.ts';
import type { GroupKind } from './resource.ts';

export { GROUPS };

/**
 * Every field that names another object, of every kind we know: the one table that the rule on missing targets,
 * completion of names, definition, references and rename all read. Both API generations stand in one row where the
 * path is the same; a path that a version lacks matches nothing there.
 */
export interface ReferenceField {
  readonly from: GroupKind;
  readonly pattern: PathPattern;
  /** What the field names by itself, or when the reference leaves its kind out. */
  readonly target?: GroupKind;
  /** What mostly stands there, the likeliest first; of a field that names one kind alone, that. */
  readonly usual: readonly GroupKind[];
  /** The reference states group and kind beside the name. The version half of an apiVersion does not count. */
  readonly statesKind: boolean;
  /**
   * Where the target is looked up: in the namespace of the object that refers to it, whatever the reference says
   * (`own`); in the one that it states, else its own (`written`); nowhere, the target being cluster-wide (`none`).
   */
  readonly namespace: 'own' | 'written' | 'none';
  /** Of a reference that is a name alone: the key beside it that states the namespace. */
  readonly namespaceKey?: string;
  /** The part that it gives to what it names, in the words of clusterctl (cmd/clusterctl/client/tree). */
  readonly role?: string;
  /** Usually made by somebody else than the author of the manifest, so that its absence says nothing. */
  readonly elsewhere: boolean;
  /** What happens for as long as the target is missing, as the end of a sentence that begins with the referrer. */
  readonly consequence: string;
}

const bareMetalHost = { group: GROUPS.metal3, kind: 'BareMetalHost' };
const cluster = { group: GROUPS.cluster, kind: 'Cluster' };
const clusterClass = { group: GROUPS.cluster, kind: 'ClusterClass' };
const clusterTemplate = { group: GROUPS.infrastructure, kind: 'Metal3ClusterTemplate' };
const dataStore = { group: GROUPS.kamaji, kind: 'DataStore' };
const dataTemplate = { group: GROUPS.infrastructure, kind: 'Metal3DataTemplate' };
const healthCheck = { group: GROUPS.cluster, kind: 'MachineHealthCheck' };
const gateway = { group: GROUPS.gateway, kind: 'Gateway' };
const ipAddress = { group: GROUPS.ipam, kind: 'IPAddress' };
const ipClaim = { group: GROUPS.ipam, kind: 'IPClaim' };
const ipPool = { group: GROUPS.ipam, kind: 'IPPool' };
const kamajiControlPlane = { group: GROUPS.controlPlane, kind: 'KamajiControlPlane' };
const kamajiControlPlaneTemplate = { group: GROUPS.controlPlane, kind: 'KamajiControlPlaneTemplate' };
const kubeadmConfig = { group: GROUPS.bootstrap, kind: 'KubeadmConfig' };
const kubeadmConfigTemplate = { group: GROUPS.bootstrap, kind: 'KubeadmConfigTemplate' };
const kubeadmControlPlane = { group: GROUPS.controlPlane, kind: 'KubeadmControlPlane' };
const kubeadmControlPlaneTemplate = { group: GROUPS.controlPlane, kind: 'KubeadmControlPlaneTemplate' };
const machine = { group: GROUPS.cluster, kind: 'Machine' };
const machineDeployment = { group: GROUPS.cluster, kind: 'MachineDeployment' };
const machinePool = { group: GROUPS.cluster, kind: 'MachinePool' };
const machineSet = { group: GROUPS.cluster, kind: 'MachineSet' };
const machineTemplate = { group: GROUPS.infrastructure, kind: 'Metal3MachineTemplate' };
const metal3Cluster = { group: GROUPS.infrastructure, kind: 'Metal3Cluster' };
const metal3Machine = { group: GROUPS.infrastructure, kind: 'Metal3Machine' };
const remediationTemplate = { group: GROUPS.infrastructure, kind: 'Metal3RemediationTemplate' };
const secret = { group: GROUPS.core, kind: 'Secret' };
const tenantControlPlane = { group: GROUPS.kamaji, kind: 'TenantControlPlane' };

const waits = {
  cluster: 'stays in phase Provisioning',
  address: 'waits for ever for an address, and its machine with it',
  machine: 'stays in phase Pending',
  machines: 'creates no machine',
  remediation: 'remediates no machine',
  class: 'is not reconciled, and the clusters of the class wait',
  userData: 'cannot be provisioned',
  bootstrap: 'gets no bootstrap data, so its machines never start',
  unseen: 'is never reconciled, and nothing says so',
};

const CLASSES = 'spec.workers.machineDeployments[]';

/** Facts: the reference tables of Cluster API v1.14, CAPM3 v1.13 and the Kamaji control plane provider v0.20. */
const FIELDS: readonly ReferenceField[] = [
  as('ControlPlane', stated(cluster, 'spec.controlPlaneRef', waits.cluster, kamajiControlPlane, kubeadmControlPlane)),
  as('ClusterInfrastructure', stated(cluster, 'spec.infrastructureRef', waits.cluster, metal3Cluster)),
  { ...named(cluster, 'spec.topology.classRef', clusterClass, waits.cluster), namespace: 'written' },
  // Cluster API v1.10 and later; before, the class is in the Cluster's own.
  {
    ...named(cluster, 'spec.topology.class', clusterClass, waits.cluster),
    namespace: 'written',
    namespaceKey: 'classNamespace',
  },

  ...[machineDeployment, machineSet].flatMap((from) => [
    named(from, 'spec.clusterName', cluster, waits.machines),
    named(from, 'spec.template.spec.clusterName', cluster, waits.machines),
    as(
      'BootstrapConfigTemplate',
      stated(from, 'spec.template.spec.bootstrap.configRef', waits.machines, kubeadmConfigTemplate),
    ),
    as(
      'MachineInfrastructureTemplate',
      stated(from, 'spec.template.spec.infrastructureRef', waits.machines, machineTemplate),
    ),
    elsewhere(from, 'spec.template.spec.bootstrap.dataSecretName', secret, waits.userData),
  ]),
  named(machine, 'spec.clusterName', cluster, waits.machine),
  as('BootstrapConfig', stated(machine, 'spec.bootstrap.configRef', waits.machine, kubeadmConfig)),
  as('MachineInfrastructure', stated(machine, 'spec.infrastructureRef', waits.machine, metal3Machine)),
  elsewhere(machine, 'spec.bootstrap.dataSecretName', secret, waits.userData),
  named(machinePool, 'spec.clusterName', cluster, waits.machines),
  named(machinePool, 'spec.template.spec.clusterName', cluster, waits.machines),
  as(
    'BootstrapConfigTemplate',
    stated(machinePool, 'spec.template.spec.bootstrap.configRef', waits.machines, kubeadmConfig),
  ),
  as(
    'MachineInfrastructureTemplate',
    stated(kubeadmControlPlane, 'spec.machineTemplate.infrastructureRef', waits.machines, machineTemplate),
  ),
  as(
    'MachineInfrastructureTemplate',
    stated(kubeadmControlPlane, 'spec.machineTemplate.spec.infrastructureRef', waits.machines, machineTemplate),
  ),

  named(healthCheck, 'spec.clusterName', cluster, waits.remediation),
  stated(healthCheck, 'spec.remediationTemplate', waits.remediation, remediationTemplate),
  stated(healthCheck, 'spec.remediation.templateRef', waits.remediation, remediationTemplate),

  stated(clusterClass, 'spec.infrastructure.{ref,templateRef}', waits.class, clusterTemplate),
  stated(
    clusterClass,
    'spec.controlPlane.{ref,templateRef}',
    waits.class,
    kamajiControlPlaneTemplate,
    kubeadmControlPlaneTemplate,
  ),
  stated(clusterClass, 'spec.controlPlane.machineInfrastructure.{ref,templateRef}', waits.class, machineTemplate),
  // What stands in the template up to v1beta1 stands beside it from v1beta2 on.
  stated(clusterClass, `${CLASSES}.template.bootstrap.ref`, waits.class, kubeadmConfigTemplate),
  stated(clusterClass, `${CLASSES}.template.infrastructure.ref`, waits.class, machineTemplate),
  stated(clusterClass, `${CLASSES}.bootstrap.templateRef`, waits.class, kubeadmConfigTemplate),
  stated(clusterClass, `${CLASSES}.infrastructure.templateRef`, waits.class, machineTemplate),
  stated(clusterClass, `${CLASSES}.machineHealthCheck.remediationTemplate`, waits.class, remediationTemplate),
  stated(clusterClass, `${CLASSES}.healthCheck.remediation.templateRef`, waits.class, remediationTemplate),

  clusterWide(kamajiControlPlane, 'spec.dataStoreName', dataStore, 'gets no data store and never starts'),
  clusterWide(kamajiControlPlane, 'spec.dataStoreOverrides[].dataStore', dataStore, 'never starts'),
  { ...elsewhere(kamajiControlPlane, 'spec.network.gateway', gateway, 'is never published'), namespace: 'written' },
  clusterWide(
    kamajiControlPlaneTemplate,
    'spec.template.spec.dataStoreName',
    dataStore,
    'gets no data store and never starts',
  ),
  clusterWide(
    kamajiControlPlaneTemplate,
    'spec.template.spec.dataStoreOverrides[].dataStore',
    dataStore,
    'never starts',
  ),
  clusterWide(tenantControlPlane, 'spec.dataStore', dataStore, 'gets no data store and never starts'),
  clusterWide(tenantControlPlane, 'spec.dataStoreOverrides[].dataStore', dataStore, 'never starts'),
  {
    ...elsewhere(tenantControlPlane, 'spec.controlPlane.gateway.parentRefs[]', gateway, 'is never published'),
    namespace: 'written',
  },
  ...[
    'basicAuth.{username,password}',
    'tlsConfig.certificateAuthority.{certificate,privateKey}',
    'tlsConfig.clientCertificate.{certificate,privateKey}',
  ].map((holder) => ({
    ...elsewhere(dataStore, `spec.${holder}.secretReference`, secret, 'never becomes ready'),
    namespace: 'written' as const,
  })),

  { ...named(machineTemplate, 'spec.template.spec.dataTemplate', dataTemplate, waits.userData), namespace: 'written' },
  ...['userData', 'metaData', 'networkData'].map((field) => ({
    ...elsewhere(machineTemplate, `spec.template.spec.${field}`, secret, waits.userData),
    namespace: 'written' as const,
  })),

  { ...named(metal3Machine, 'spec.dataTemplate', dataTemplate, waits.userData), namespace: 'written' },
  ...['userData', 'metaData', 'networkData'].map((field) => ({
    ...elsewhere(metal3Machine, `spec.${field}`, secret, waits.userData),
    namespace: 'written' as const,
  })),

  named(dataTemplate, 'spec.clusterName', cluster, waits.unseen),
  pool('spec.metaData.{ipAddresses,prefixes,gateways,dnsServers}FromIPPool[]'),
  pool('spec.metaData.{ipAddresses,prefixes,gateways,dnsServers}FromPool[]'),
  pool('spec.networkData.networks.{ipv4,ipv6}[].ipAddressFromIPPool'),
  pool('spec.networkData.networks.{ipv4,ipv6}[].fromPoolRef'),
  pool('spec.networkData.networks.{ipv4,ipv6,ipv4DHCP,ipv6DHCP,ipv6SLAAC}[].routes[].gateway.fromIPPool'),
  pool('spec.networkData.networks.{ipv4,ipv6,ipv4DHCP,ipv6DHCP,ipv6SLAAC}[].routes[].gateway.fromPoolRef'),
  pool('spec.networkData.networks.{ipv4,ipv6,ipv4DHCP,ipv6DHCP,ipv6SLAAC}[].routes[].services.dnsFromIPPool'),
  pool('spec.networkData.services.dnsFromIPPool'),

  named(ipPool, 'spec.clusterName', cluster, waits.unseen),
  { ...named(ipClaim, 'spec.pool', ipPool, 'waits for ever for an address'), namespace: 'written' },
  { ...named(ipAddress, 'spec.pool', ipPool, 'belongs to no pool'), namespace: 'written' },

  elsewhere(bareMetalHost, 'spec.bmc.credentialsName', secret, 'is never registered'),
  ...['userData', 'metaData', 'networkData'].map((field) => ({
    ...elsewhere(bareMetalHost, `spec.${field}`, secret, waits.userData),
    namespace: 'written' as const,
  })),
  elsewhere(bareMetalHost, 'spec.preprovisioningNetworkDataName', secret, 'is never inspected'),
  elsewhere(bareMetalHost, 'spec.image.ociAuthSecretName', secret, waits.userData),
  // Companions of a host have its name.
  ...['HardwareData', 'HostFirmwareSettings', 'HostFirmwareComponents', 'HostUpdatePolicy', 'DataImage'].map((kind) =>
    named({ group: GROUPS.metal3, kind }, 'metadata.name', bareMetalHost, 'is looked up by no host'),
  ),
  named(
    { group: GROUPS.metal3, kind: 'BMCEventSubscription' },
    'spec.hostName',
    bareMetalHost,
    'subscribes to nothing',
  ),

  elsewhere(kubeadmConfigTemplate, 'spec.template.spec.files[].contentFrom.secret', secret, waits.bootstrap),
  elsewhere(kubeadmConfigTemplate, 'spec.template.spec.users[].passwdFrom.secret', secret, waits.bootstrap),
];

function named(from: GroupKind, path: string, target: GroupKind, consequence: string): ReferenceField {
  const pattern = pathPattern(path);
  return { from, pattern, target, usual: [target], statesKind: false, namespace: 'own', elsewhere: false, consequence };
}

function as(role: string, field: ReferenceField): ReferenceField {
  return { ...field, role };
}

function stated(from: GroupKind, path: string, consequence: string, ...usual: GroupKind[]): ReferenceField {
  const pattern = pathPattern(path);
  return { from, pattern, usual, statesKind: true, namespace: 'written', elsewhere: false, consequence };
}

/** A pool reference may name another IPAM provider's kind; left out, it means Metal³'s own IPPool. */
function pool(path: string): ReferenceField {
  return { ...named(dataTemplate, path, ipPool, waits.address), statesKind: true };
}

function elsewhere(from: GroupKind, path: string, target: GroupKind, consequence: string): ReferenceField {
  return { ...named(from, path, target, consequence), elsewhere: true };
}

function clusterWide(from: GroupKind, path: string, target: GroupKind, consequence: string): ReferenceField {
  return { ...elsewhere(from, path, target, consequence), namespace: 'none' };
}

const FIELDS_BY_KIND = new Map<string, readonly ReferenceField[]>();
for (const field of FIELDS) {
  const key = `${field.from.group}/${field.from.kind}`;
  FIELDS_BY_KIND.set(key, [...(FIELDS_BY_KIND.get(key) ?? []), field]);
}

const PATTERNS_BY_KIND: ReadonlyMap<string, PatternTree<ReferenceField>> = new Map(
  [...FIELDS_BY_KIND].map(([key, fields]) => [
    key,
    new PatternTree(fields.map((field) => [field.pattern, field] as const)),
  ]),
);

export function referenceFieldsOf(from: GroupKind): readonly ReferenceField[] {
  return FIELDS_BY_KIND.get(`${from.group}/${from.kind}`) ?? [];
}

const FIELDS_BY_TARGET: ReadonlyMap<string, readonly ReferenceField[]> = groupedByTarget();

function groupedByTarget(): ReadonlyMap<string, readonly ReferenceField[]> {
  const grouped = new Map<string, ReferenceField[]>();
  for (const field of FIELDS)
    for (const { group, kind } of field.usual) {
      const key = `${group}/${kind}`;
      grouped.set(key, [...(grouped.get(key) ?? []), field]);
    }
  return grouped;
}

/** The fields in which a kind is usually named. */
export function fieldsReferringTo(target: GroupKind): readonly ReferenceField[] {
  return FIELDS_BY_TARGET.get(`${target.group}/${target.kind}`) ?? [];
}

/** The group of a kind that the table knows, by the kind's name alone. */
export function groupOf(kind: string): string | undefined {
  return GROUPS_BY_KIND.get(kind);
}

const GROUPS_BY_KIND: ReadonlyMap<string, string> = new Map(
  FIELDS.flatMap(({ from, usual }) => [from, ...usual]).map(({ group, kind }) => [kind, group]),
);

/** The fields of `referenceFieldsOf`, to find them all in one walk; undefined where there are none. */
export function referencePatternsOf(from: GroupKind): PatternTree<ReferenceField> | undefined {
  return PATTERNS_BY_KIND.get(`${from.group}/${from.kind}`);
}
