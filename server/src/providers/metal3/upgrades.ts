import type { UpgradeFacts } from '../../core/upgrade/upgrade-facts.ts';

export const METAL3_UPGRADES: UpgradeFacts = {
  provider: 'cluster-api-provider-metal3',
  clusterctl: ['--infrastructure metal3:'],
  advisories: [],
};
