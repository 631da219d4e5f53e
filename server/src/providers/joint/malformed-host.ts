import { isIp } from '../../core/addresses/addresses.ts';
import { isKind } from '../../core/objects/group-kind.ts';
import type { Resource } from '../../core/objects/resource.ts';
import { scalarAt } from '../../core/syntax/lookup.ts';
import { addressIn, isBareName, isMistypedIp } from '../kamaji/service-address.ts';
import type { PublishedEndpoint } from '../kamaji-control-plane/published-endpoint.ts';
import { bareHostIn, hasMoreThanHost } from '../metal3/endpoint-host.ts';
import { Metal3Cluster } from '../metal3/kinds.ts';

/** Returns true if the hosts differ only because one of them has another mistake, which malformed-value reports. */
export function hasMalformedHost(
  infrastructure: Resource,
  expected: string,
  controlPlane: Resource,
  { host, path }: PublishedEndpoint,
): boolean {
  if (isKind(infrastructure, Metal3Cluster) && hasMoreThanHost(expected)) return bareHostIn(expected) === host;
  if (path.at(-1) !== 'serviceAddress' || isIp(host) || isBareName(host)) return false;
  if (!isMistypedIp(host)) return addressIn(host) === expected;
  return isIp(expected) && !scalarAt(controlPlane.root, path.with(-1, 'advertiseAddress'));
}
