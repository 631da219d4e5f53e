import { scalarText } from '../fixes/write-scalar.ts';
import type { MoveOptions } from './apply-moves.ts';
import { withDecisions } from './choices.ts';
import { type Draft, type DraftEntry, type DraftMap, draftEntry } from './draft.ts';
import { draftValue } from './draft-value.ts';
import { findFields, stepsOf } from './find-fields.ts';
import { migrateOperations } from './migrate-operations.ts';
import type { Follows, Leftover, Migration } from './migration.ts';
import { copyOf } from './shift-draft.ts';

/** Returns the migration of the objects of an apiVersion and a kind. */
export type FindMigration = (apiVersion: string, kind: string) => Migration | undefined;

/**
 * Changes the versions in the references of an object to those of the migrated objects, together with the patches for
 * these objects. If a patch has no counterpart, the references to that kind keep their version, which the releases still
 * serve.
 */
export function followVersions(
  root: DraftMap,
  { references, patches }: Follows,
  find: FindMigration,
  options: MoveOptions,
): readonly Leftover[] {
  const leftovers: Leftover[] = [];
  const selectors = patches ? findFields(root, stepsOf(`${patches.at}.${patches.selector}`), options.style) : [];
  const operationsOf = (map: DraftMap) => (patches ? draftEntry(map, patches.operations)?.value : undefined);
  /** The kinds, by apiVersion, whose patches cannot be migrated. */
  const stuck = new Set<string>();
  const trial = new Map<DraftEntry, Draft>();
  for (const { map, entry, indices } of selectors) {
    const named = typeOf(entry.value);
    const migration = named && find(named.apiVersion, named.kind);
    const list = operationsOf(map);
    if (!migration || !patches || list?.kind !== 'list') continue;
    const operations = draftEntry(map, patches.operations);
    const copy = copyOf(list);
    if (copy.kind !== 'list') continue;
    const at = `${numbered(patches.at, indices)}.${patches.operations}`;
    const own = migrateOperations(copy, migration, options, at);
    const open = withDecisions(own, options.choices, '');
    const keeps = open.some(({ severity }) => severity === 'blocked');
    leftovers.push(
      ...open
        .filter(({ isDecided }) => !isDecided)
        .map((each) =>
          keeps ? { ...each, severity: 'check' as const, message: kept(each.message, named.kind) } : each,
        ),
    );
    if (keeps) stuck.add(versionedKind(named));
    else if (operations) trial.set(operations, copy);
  }
  const bump = (value: Draft): boolean => {
    const named = typeOf(value);
    const migration = named && !stuck.has(versionedKind(named)) ? find(named.apiVersion, named.kind) : undefined;
    const apiVersion = draftEntry(value, 'apiVersion');
    if (!migration || apiVersion?.value.kind !== 'scalar') return false;
    const { source } = apiVersion.value;
    const style = source?.kind === 'scalar' ? source.style : 'plain';
    apiVersion.value = { kind: 'scalar', text: scalarText(`${migration.group}/${migration.to}`, style) };
    return true;
  };
  for (const { map, entry } of selectors) {
    const operations = patches && draftEntry(map, patches.operations);
    const migrated = operations && trial.get(operations);
    if (bump(entry.value) && operations && migrated) operations.value = migrated;
  }
  for (const reference of references)
    for (const { entry } of findFields(root, stepsOf(reference), options.style)) bump(entry.value);
  return leftovers;
}

function kept(message: string, kind: string): string {
  return `${message} The class keeps the old version of ${kind}.`;
}

interface Named {
  readonly apiVersion: string;
  readonly kind: string;
}

function typeOf(draft: Draft): Named | undefined {
  const [apiVersion, kind] = ['apiVersion', 'kind'].map((key) => {
    const value = draftEntry(draft, key)?.value;
    return value && draftValue(value);
  });
  return typeof apiVersion === 'string' && typeof kind === 'string' ? { apiVersion, kind } : undefined;
}

function versionedKind({ apiVersion, kind }: Named): string {
  return `${apiVersion} ${kind}`;
}

function numbered(path: string, indices: readonly number[]): string {
  let at = 0;
  return path.replaceAll('[]', () => `[${indices[at++] ?? 0}]`);
}
