import { type GroupKind, groupKind, isKind, isOneOf } from '../../core/objects/group-kind.ts';
import * as baremetalKinds from '../baremetal-operator/kinds.ts';
import * as clusterKinds from '../cluster-api/kinds.ts';
import { KNOWN_GROUPS } from '../cluster-api/known-groups.ts';
import { IPPool } from './kinds.ts';

/** Returns true for a kind of a known provider that is not a pool of addresses. */
export function isNoPool(kind: GroupKind): boolean {
  return !isKind(kind, IPPool) && isOneOf(kind, KNOWN_KINDS);
}

const KNOWN_KINDS: readonly GroupKind[] = [
  ...[...KNOWN_GROUPS].map(([kind, group]) => groupKind(group, kind)),
  ...[clusterKinds, baremetalKinds]
    .flatMap((kinds) => Object.values(kinds))
    .flatMap((each) => (typeof each === 'object' && 'kind' in each ? [each] : [])),
];
