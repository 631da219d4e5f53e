import type { UpgradeFacts } from '../../core/upgrade/upgrade-facts.ts';

export const KAMAJI_UPGRADES: UpgradeFacts = {
  provider: 'kamaji',
  page: 'https://github.com/clastix/kamaji',
  advisories: [],
};
