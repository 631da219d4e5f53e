import type { UpgradeFacts } from '../../core/upgrade/upgrade-facts.ts';
import { KAMAJI } from './kinds.ts';

export const KAMAJI_UPGRADES: UpgradeFacts = {
  provider: KAMAJI,
  verifiedUpTo: '26.8.2-edge',
  page: 'https://github.com/clastix/kamaji',
  advisories: [],
};
