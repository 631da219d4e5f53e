import { knownKeySource, knownKeys } from '../../../core/completion/known-keys.ts';
import { IPClaim } from '../kinds.ts';

/** Source: the Metal³ IP address manager v1.13. */
export const IPAM_KEYS = knownKeySource([
  knownKeys([IPClaim], 'metadata.annotations', [
    { key: 'ipAddress', purpose: 'The address that the claim requests from the pool.' },
  ]),
]);
