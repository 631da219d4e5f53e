import type { UpgradeFacts } from '../../core/upgrade/upgrade-facts.ts';
import { CAPM3, Metal3Cluster, Metal3ClusterTemplate } from './kinds.ts';

const FIELDS = ['noCloudProvider', 'cloudProviderEnabled'];

export const METAL3_UPGRADES: UpgradeFacts = {
  provider: CAPM3,
  verifiedUpTo: 'v1.13',
  page: 'https://github.com/metal3-io/cluster-api-provider-metal3',
  clusterctl: ['--infrastructure metal3:'],
  contracts: [
    { since: 'v1.1', contract: 'v1beta1' },
    { since: 'v1.13', contract: 'v1beta2' },
  ],
  source: 'https://github.com/metal3-io/cluster-api-provider-metal3/blob/main/metadata.yaml',
  advisories: [
    {
      id: 'cloud-provider-default',
      since: 'v1.13',
      effect: 'meaning',
      on: [
        { kind: Metal3Cluster, without: FIELDS.map((field) => `spec.${field}`) },
        { kind: Metal3ClusterTemplate, without: FIELDS.map((field) => `spec.template.spec.${field}`) },
      ],
      message:
        'cloudProviderEnabled is false by default. Up to v1.12, a cluster has a cloud provider by default, and CAPM3 waits for nodes with the expected provider ID.',
      action: 'Set cloudProviderEnabled to true in clusters with a cloud provider, and to false in all others.',
      source:
        'https://github.com/metal3-io/metal3-docs/blob/main/docs/user-guide/src/capm3/migration_v1beta1_to_v1beta2.md',
    },
  ],
};
