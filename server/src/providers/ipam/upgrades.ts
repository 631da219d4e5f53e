import type { UpgradeFacts } from '../../core/upgrade/upgrade-facts.ts';

export const IPAM_UPGRADES: UpgradeFacts = {
  provider: 'ip-address-manager',
  clusterctl: ['--ipam metal3:'],
  advisories: [],
};
