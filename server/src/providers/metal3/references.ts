import { isKind } from '../../core/objects/group-kind.ts';
import {
  externalField,
  inStatedNamespace,
  type LocalReferenceField,
  nameField,
  type ReferenceField,
} from '../../core/objects/reference-field.ts';
import type { Reference } from '../../core/objects/references.ts';
import type { Resource } from '../../core/objects/resource.ts';
import { pathPattern } from '../../core/syntax/path-pattern.ts';
import { Cluster } from '../cluster-api/kinds.ts';
import { IPPool } from '../ipam/kinds.ts';
import { Secret } from '../kubernetes/kinds.ts';
import { Metal3DataTemplate, Metal3Machine, Metal3MachineTemplate } from './kinds.ts';

const NO_USER_DATA = 'cannot be provisioned';
const NETWORKS = 'spec.networkData.networks';
const WITH_ROUTES = `${NETWORKS}.{ipv4,ipv6,ipv4DHCP,ipv6DHCP,ipv6SLAAC}[]`;

/** The references to pools in v1beta2, in network data: of addresses and of gateways. They can state an API group. */
export const POOL_REFS = [
  `${NETWORKS}.{ipv4,ipv6}[].fromPoolRef`,
  `${WITH_ROUTES}.routes[].gateway.fromPoolRef`,
] as const;

/** Source: the API types and controllers of CAPM3 v1.13. */
export const METAL3_REFERENCES: readonly ReferenceField[] = [
  ...[
    { from: Metal3MachineTemplate, spec: 'spec.template.spec' },
    { from: Metal3Machine, spec: 'spec' },
  ].flatMap(({ from, spec }) => [
    inStatedNamespace(nameField(from, `${spec}.dataTemplate`, Metal3DataTemplate, NO_USER_DATA)),
    ...['userData', 'metaData', 'networkData'].map((field) =>
      inStatedNamespace(externalField(from, `${spec}.${field}`, Secret, NO_USER_DATA)),
    ),
  ]),
  nameField(Metal3DataTemplate, 'spec.clusterName', Cluster, 'is never reconciled, and no status or event reports it'),
  poolField('spec.metaData.{ipAddresses,prefixes,gateways,dnsServers}FromIPPool[]'),
  poolField('spec.metaData.{ipAddresses,prefixes,gateways,dnsServers}FromPool[]'),
  poolField(`${NETWORKS}.{ipv4,ipv6}[].ipAddressFromIPPool`),
  poolField(`${WITH_ROUTES}.routes[].gateway.fromIPPool`),
  ...POOL_REFS.map(poolField),
  poolField(`${WITH_ROUTES}.routes[].services.dnsFromIPPool`),
  poolField('spec.networkData.services.dnsFromIPPool'),
];

/** Returns a pool reference. It can refer to a kind of another IPAM provider; the default is the IPPool of Metal³. */
function poolField(path: string): ReferenceField {
  const consequence = 'never gets an address, and its machine does not start';
  return { ...nameField(Metal3DataTemplate, path, IPPool, consequence), statesKind: true };
}

const LINKS = [pathPattern('spec.networkData.links.{ethernets,bonds,vlans}[].id')];

/** Source: renderNetworkData of CAPM3, which checks no id; convert_net_json of cloud-init, which looks them up. */
export const METAL3_LOCAL_REFERENCES: readonly LocalReferenceField[] = [
  linkField(`${WITH_ROUTES}.link`, 'cloud-init skips the network, and machines boot without it'),
  linkField('spec.networkData.links.bonds[].bondLinks[]', 'cloud-init fails, and machines boot without any network'),
  linkField('spec.networkData.links.vlans[].vlanLink', 'cloud-init fails, and machines boot without any network'),
];

function linkField(path: string, consequence: string): LocalReferenceField {
  return { from: Metal3DataTemplate, pattern: pathPattern(path), definitions: LINKS, noun: 'link', consequence };
}

/**
 * Returns true for a reference to a Metal3DataTemplate, which CAPM3 looks for in the namespace of the machine. The rule
 * conflicting-values reports another namespace, but only if that of the object is set.
 */
export function ignoresDataTemplateNamespace({ namespace }: Resource, { field }: Reference): boolean {
  const { namespace: resolved, target } = field;
  return namespace !== undefined && resolved !== 'own' && target !== undefined && isKind(target, Metal3DataTemplate);
}
