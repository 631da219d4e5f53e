import type { Migration, Move } from '../../core/migration/migration.ts';
import { seconds, unused } from '../../core/migration/rows.ts';
import { type GroupKind, kindMap } from '../../core/objects/group-kind.ts';

/** Returns the moves of a reference that keeps its kind and name, and only the group of its apiVersion. */
export function reference(at: string): readonly Move[] {
  return [
    { how: 'convert', at: `${at}.apiVersion`, to: `${at}.apiGroup`, as: { form: 'group' } },
    sameNamespace(at),
    ...untracked(at),
  ];
}

/** Returns the moves of a reference to a template, which keeps its apiVersion. */
export function templateReference(at: string): readonly Move[] {
  return [sameNamespace(at), ...untracked(at)];
}

/** Returns the moves of the fields of an ObjectReference that no controller of Cluster API reads. */
export function untracked(at: string): readonly Move[] {
  return unused(`${at}.uid`, `${at}.resourceVersion`, `${at}.fieldPath`);
}

/** References stay inside a namespace, so v1beta2 does not write it. */
function sameNamespace(at: string): Move {
  const reason = 'v1beta2 has no namespace in this reference: the target is always in the namespace of the object.';
  return { how: 'remove', at: `${at}.namespace`, reason, harmless: [''], sameAs: 'metadata.namespace' };
}

const TIMEOUTS = ['nodeDrainTimeout', 'nodeVolumeDetachTimeout', 'nodeDeletionTimeout'];

export const DELETION_TIMEOUTS: readonly Move[] = TIMEOUTS.map((name) => seconds(name, `deletion.${name}Seconds`));

/** Returns the same moves, from one object to another. */
export function deletionTimeouts(from: string, to: string): readonly Move[] {
  return TIMEOUTS.map((name) => seconds(`${from}.${name}`, `${to}.deletion.${name}Seconds`));
}

/** Written by conversion into objects of a cluster, to restore the fields of another version. */
const CONVERSION_DATA: readonly Move[] = [
  {
    how: 'remove',
    at: 'metadata.annotations["cluster.x-k8s.io/conversion-data"]',
    reason: 'This annotation, copied from a cluster, restores old values when the object is converted again.',
  },
];

/** Returns migrations of Cluster API's conversion machinery: they also drop the annotation in which it keeps old fields. */
export function withConversionData(migrations: readonly Migration[]): readonly Migration[] {
  return migrations.map((migration) => ({ ...migration, moves: [...CONVERSION_DATA, ...migration.moves] }));
}

/** Returns the migrations of an older version of some kinds: they first make the changes that led to the next version. */
export function fromOlder(
  migrations: readonly Migration[],
  from: string,
  changes: readonly (readonly [GroupKind, readonly Move[]])[],
): readonly Migration[] {
  const movesOf = kindMap(...changes);
  return migrations.flatMap((migration) => {
    const own = movesOf.get(migration);
    return own && migration.from === 'v1beta1'
      ? [{ ...migration, from, moves: [...own, ...migration.moves], source: ALPHA_SOURCE, verifiedUpTo: 'v1.12.0' }]
      : [];
  });
}

const ALPHA_SOURCE = 'Cluster API v1.12.0, internal/api';
