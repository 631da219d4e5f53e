import { isIp } from '../../../core/addresses/addresses.ts';
import { check, isUnsure, required } from '../../../core/facts/checks.ts';
import { placesIn, type Row } from '../../../core/facts/fact.ts';
import { nameOf } from '../../../core/objects/resource.ts';
import { scalarAt } from '../../../core/syntax/lookup.ts';
import { IPAddress, IPClaim } from '../kinds.ts';

const IPAM = 'ip-address-manager';

/** Facts about claims and addresses. Source: the webhooks and controllers of the Metal³ IP address manager v1.3 to v1.13. */
export const IPAM_CLAIM_ROWS: readonly Row[] = [
  {
    provider: IPAM,
    places: placesIn([IPClaim]),
    effect: 'stuck',
    by: 'controller',
    outcome: 'the claim never gets an address',
    ...check('malformed-value', function* ({ resource }) {
      const path = ['metadata', 'annotations', 'ipAddress'];
      const text = scalarAt(resource.root, path);
      if (!text?.text || isUnsure(text) || isIp(text.text)) return;
      yield {
        path,
        problem: `The annotation ipAddress of ${nameOf(resource)} is "${text.text}", which is not an IP address`,
      };
    }),
  },
  { provider: IPAM, places: placesIn([IPClaim, IPAddress]), ...required('spec.pool.name') },
  { provider: IPAM, places: placesIn([IPAddress]), ...required('spec.claim.name') },
];
