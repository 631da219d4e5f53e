import type { FactTable } from '../../../core/provider.ts';
import { CAPI } from '../../cluster-api/kinds.ts';
import { CAPI_BOOT_ROWS } from './boot.ts';
import { CAPI_BOOTSTRAP_ROWS } from './bootstrap.ts';
import { CAPI_CONTROL_PLANE_ROWS } from './control-planes.ts';

export const VERIFIED = { provider: CAPI, verifiedUpTo: 'v1.14' };

export const KUBEADM_FACTS: readonly FactTable[] = [
  { topic: 'kubeadm control planes', ...VERIFIED, rows: CAPI_CONTROL_PLANE_ROWS },
  { topic: 'bootstrap data', ...VERIFIED, rows: CAPI_BOOTSTRAP_ROWS },
  { topic: 'booting', ...VERIFIED, rows: CAPI_BOOT_ROWS },
];
