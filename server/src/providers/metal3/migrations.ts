import type { Migration, Move } from '../../core/migration/migration.ts';
import { below, block, fill, gone, named, nonZeroSeconds, rename, unused } from '../../core/migration/rows.ts';
import { untracked } from '../cluster-api/migration-rows.ts';
import {
  Metal3Cluster,
  Metal3ClusterTemplate,
  Metal3Data,
  Metal3DataClaim,
  Metal3DataTemplate,
  Metal3Machine,
  Metal3MachineTemplate,
  Metal3Remediation,
  Metal3RemediationTemplate,
} from './kinds.ts';

/** Returns the moves of a reference that only has a namespace and a name. */
function byName(at: string): readonly Move[] {
  return [...unused(`${at}.apiVersion`, `${at}.kind`), ...untracked(at)];
}

const CLUSTER: readonly Move[] = [
  named('failureDomains'),
  {
    how: 'remove',
    at: 'noCloudProvider',
    reason:
      'v1beta2 has no noCloudProvider. The conversion of CAPM3 drops it, and cloudProviderEnabled is false by default. ' +
      'If this cluster has a cloud provider, write cloudProviderEnabled: true.',
    harmless: [true],
    instead: { title: 'Write cloudProviderEnabled: true', field: 'cloudProviderEnabled', value: true },
  },
];

const MACHINE: readonly Move[] = [
  rename('image.format', 'image.diskFormat'),
  // Up to v1.13, the schema requires the key, even for a live ISO.
  fill('image.checksum', ''),
  ...byName('dataTemplate'),
];

const STRATEGY: readonly Move[] = [
  nonZeroSeconds('strategy.timeout', 'strategy.timeoutSeconds', { defaultsTo: 600, minimum: 100 }),
];

const TEMPLATE_REFERENCE =
  'v1beta2 has no templateReference. Machines keep the addresses of the template by which they were created.';

const BONDS =
  'v1beta2 cannot express bonds: in all known releases, its schema requires parameters of a bond to be objects, and rejects ' +
  'values such as "802.3ad". Keep this Metal3DataTemplate in v1beta1 until CAPM3 fixes its schema.';

const metal3 = {
  from: 'v1beta1',
  to: 'v1beta2',
  source: 'CAPM3 v1.13.2, api/v1beta1/conversion.go',
  verifiedUpTo: 'v1.14.0-rc.0',
} as const;

const MACHINE_FIELDS = ['dataTemplate', 'metaData', 'networkData', 'userData'];

export const METAL3_MIGRATIONS: readonly Migration[] = [
  { ...metal3, ...Metal3Cluster, moves: below('spec', CLUSTER) },
  { ...metal3, ...Metal3ClusterTemplate, moves: below('spec.template.spec', CLUSTER) },
  { ...metal3, ...Metal3Machine, moves: below('spec', MACHINE), keepsEmpty: MACHINE_FIELDS },
  {
    ...metal3,
    ...Metal3MachineTemplate,
    moves: below('spec.template.spec', MACHINE),
    keepsEmpty: MACHINE_FIELDS,
  },
  {
    ...metal3,
    ...Metal3DataTemplate,
    moves: below('spec', [
      gone('templateReference', TEMPLATE_REFERENCE, ['']),
      ...['ipAddresses', 'prefixes', 'gateways', 'dnsServers'].map((what) =>
        rename(`metaData.${what}FromIPPool`, `metaData.${what}FromPool`),
      ),
      block('networkData.links.bonds', BONDS),
    ]),
    keepsEmpty: ['metaData', 'networkData', 'macAddress'],
    // IEEE 802.1Q. The schema accepts 0 to 4096.
    limits: { 'spec.networkData.links.vlans[].vlanID': { minimum: 1, maximum: 4094 } },
  },
  {
    ...metal3,
    ...Metal3Data,
    moves: below('spec', [...byName('claim'), ...byName('template'), ...unused('templateReference')]),
    keepsEmpty: ['metaData', 'networkData'],
  },
  { ...metal3, ...Metal3DataClaim, moves: below('spec', byName('template')) },
  { ...metal3, ...Metal3Remediation, moves: below('spec', STRATEGY), keepsEmpty: ['strategy'] },
  {
    ...metal3,
    ...Metal3RemediationTemplate,
    moves: below('spec.template.spec', STRATEGY),
    keepsEmpty: ['strategy'],
  },
];
