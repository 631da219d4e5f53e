import type { UpgradeFacts } from '../../core/upgrade/upgrade-facts.ts';
import { KAMAJI } from './kinds.ts';

export const KAMAJI_UPGRADES: UpgradeFacts = {
  provider: KAMAJI,
  verifiedUpTo: 'main-2026-08-03',
  page: 'https://github.com/clastix/kamaji',
  advisories: [],
};
