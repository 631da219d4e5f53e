import { isIp } from '../../../core/addresses/addresses.ts';
import { check, formed, required } from '../../../core/facts/checks.ts';
import { fieldName, placesIn, type Row } from '../../../core/facts/fact.ts';
import { isUnsure, textsAt } from '../../../core/facts/field-values.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { nameOf } from '../../../core/objects/resource.ts';
import { scalarAt } from '../../../core/syntax/lookup.ts';
import { isSubdomain } from '../../../core/validation/names.ts';
import { CAPI, IPAddress as ClusterIPAddress, IPAddressClaim } from '../../cluster-api/kinds.ts';
import { IPAddress, IPAM, IPClaim, IPPool, poolGroupInstead } from '../kinds.ts';
import { isNoPool } from '../pool-kinds.ts';
import { POOL_REF } from '../references.ts';

/** Facts about claims, addresses and the names of addresses. Source: the webhooks and controllers of the Metal³ IP address manager v1.3 to v1.13. */
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
  {
    provider: IPAM,
    places: placesIn([IPClaim]),
    severity: 'warning',
    effect: 'stuck',
    by: 'controller',
    outcome: 'IPAM looks for the pool in the namespace of the claim, so the claim never gets an address',
    ...check('conflicting-values', function* (found) {
      const namespace = scalarAt(found.resource.root, ['metadata', 'namespace']);
      const [stated] = textsAt(found, 'spec.pool.namespace');
      if (!namespace?.text || isUnsure(namespace) || !stated?.node.text) return;
      if (stated.node.text === namespace.text) return;
      yield {
        path: stated.path,
        problem: `${fieldName(found, stated.path)} is "${stated.node.text}", but the claim is in namespace "${namespace.text}"`,
        remedy: 'Create the claim in the namespace of the pool.',
      };
    }),
  },
  {
    provider: IPAM,
    places: placesIn([IPPool]),
    effect: 'stuck',
    by: 'controller',
    outcome: 'the API server rejects every IPAddress of the pool, and no machine gets an address',
    // formatAddressName in ipam/ippool_manager.go appends the address: `PREFIX-10-0-0-10`.
    ...formed(
      'spec.namePrefix',
      (text) => text === '' || isSubdomain(`${text}-1`),
      'a prefix of lowercase letters, digits and hyphens',
      { suggestion: (text) => text.toLowerCase().replaceAll('_', '-').replace(/-+$/, '') },
    ),
  },
  { provider: IPAM, places: placesIn([IPClaim, IPAddress]), ...required('spec.pool.name') },
  { provider: IPAM, places: placesIn([IPAddress]), ...required('spec.claim.name') },
  {
    provider: CAPI,
    places: placesIn([IPAddressClaim, ClusterIPAddress], POOL_REF),
    severity: 'warning',
    effect: 'stuck',
    by: 'controller',
    outcome: 'no controller finds the pool',
    ...check('conflicting-values', function* (found) {
      const [kind] = textsAt(found, 'kind');
      const [group] = textsAt(found, 'apiGroup');
      if (!kind || !group?.node.text) return;
      if (isNoPool({ group: group.node.text, kind: kind.node.text }))
        yield {
          path: kind.path,
          problem: `${fieldName(found, found.path)} refers to a ${kind.node.text}, which is not a pool`,
          remedy: 'Refer to an IPPool.',
        };
      const instead = poolGroupInstead(kind.node.text, group.node.text);
      if (!instead) return;
      yield {
        path: group.path,
        problem: `${fieldName(found, found.path)} refers to ${kind.node.text} of ${group.node.text}`,
        remedy: `Use apiGroup: ${instead}, or a different kind.`,
        fixes: fixIn(`Change apiGroup to ${instead}`, found.resource, writeScalar(group.node, instead)),
      };
    }),
  },
];
