import { scalarText } from '../fixes/write-scalar.ts';
import type { MoveOptions } from './apply-moves.ts';
import { withDecisions } from './choices.ts';
import { type Draft, type DraftEntry, type DraftMap, type DraftStyle, draftEntry } from './draft.ts';
import { draftValue } from './draft-value.ts';
import { remove, removeItem } from './edit-draft.ts';
import { findFields, ITEMS, type Step, stepsOf } from './find-fields.ts';
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
    const own = migrateOperations(copy, migration, { ...options, generated: patches.generated }, at, true);
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
  /** The definitions of patches that have no operation anymore. */
  const withoutOperations = new Set<Draft>();
  for (const { map, entry } of selectors) {
    const operations = patches && draftEntry(map, patches.operations);
    const migrated = operations && trial.get(operations);
    if (!bump(entry.value) || !operations || !migrated) continue;
    operations.value = migrated;
    if (migrated.kind === 'list' && migrated.items.length === 0) withoutOperations.add(map);
  }
  if (patches && withoutOperations.size > 0)
    removeItems(root, stepsOf(patches.at), withoutOperations, options.style, false);
  for (const reference of references)
    for (const { entry } of findFields(root, stepsOf(reference), options.style)) bump(entry.value);
  return leftovers;
}

/**
 * Removes values from the lists at a path, and items whose lists become empty. Returns true if the value itself must be
 * removed.
 */
function removeItems(
  value: Draft,
  [step, ...rest]: readonly Step[],
  removed: ReadonlySet<Draft>,
  style: DraftStyle,
  isInItem: boolean,
): boolean {
  if (step === undefined) return removed.has(value);
  if (step === ITEMS) {
    if (value.kind !== 'list' || value.items.length === 0) return false;
    for (const [index, item] of [...value.items.entries()].reverse())
      if (removeItems(item.value, rest, removed, style, true)) removeItem(value, index, style);
    return value.items.length === 0;
  }
  const entry = draftEntry(value, step);
  if (!entry || value.kind !== 'map' || !removeItems(entry.value, rest, removed, style, isInItem)) return false;
  if (!isInItem) remove(value, entry, style);
  return isInItem;
}

function kept(message: string, kind: string): string {
  return `${message} The class continues to refer to the old version of ${kind}. Objects of this kind are migrated all the same.`;
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
