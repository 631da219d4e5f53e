import type { UpgradeFacts } from '../../core/upgrade/upgrade-facts.ts';
import { IPAM } from './kinds.ts';

export const IPAM_UPGRADES: UpgradeFacts = {
  provider: IPAM,
  verifiedUpTo: 'v1.13',
  page: 'https://github.com/metal3-io/ip-address-manager',
  clusterctl: ['--ipam metal3:'],
  contracts: [
    { since: 'v1.1', contract: 'v1beta1' },
    { since: 'v1.13', contract: 'v1beta2' },
  ],
  source: 'https://github.com/metal3-io/ip-address-manager/blob/main/metadata.yaml',
  advisories: [],
};
