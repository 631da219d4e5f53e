import { scalarText } from '../fixes/write-scalar.ts';
import { keepVersion, withDecisions } from './choices.ts';
import { type Draft, type DraftItem, type DraftList, type DraftScalar, draftEntry } from './draft.ts';
import { draftValue } from './draft-value.ts';
import { mapPath } from './map-path.ts';
import type { KeptObject, Leftover, Migration } from './migration.ts';

/** Returns the migration of the objects that a selector of a replacement matches. */
export type MigrationOfSelector = (selector: Draft) => Migration | undefined;

/**
 * Migrates the field paths in the sources and targets of a replacement of a kustomization, in place. `at` is the name of
 * the replacement in leftovers. A path without a counterpart keeps the old version of the objects.
 */
export function migrateReplacement(
  replacement: Draft,
  find: MigrationOfSelector,
  at: string,
  choices: ReadonlySet<string>,
): readonly Leftover[] {
  const leftovers: Leftover[] = [];
  const source = draftEntry(replacement, 'source')?.value;
  const path = draftEntry(source, 'fieldPath');
  const migration = source && find(source);
  if (path?.value.kind === 'scalar' && source && migration) {
    const found = migratedPath(path.value, migration);
    const [first] = found.paths;
    const several =
      found.paths.length > 1 ? 'The field became several fields. Only the first one is copied.' : undefined;
    const place = { ...path, path: `${at}.source.fieldPath`, keeps: [selected(source, migration)] };
    leftovers.push(...leftoversFor(path.value, several === undefined ? found : { ...found, note: several }, place));
    if (first !== undefined) path.value = scalarLike(path.value, first);
  }
  const targets = draftEntry(replacement, 'targets')?.value;
  for (const [index, { value }] of targets?.kind === 'list' ? targets.items.entries() : []) {
    const select = draftEntry(value, 'select')?.value;
    const paths = draftEntry(value, 'fieldPaths')?.value;
    const own = select && find(select);
    if (own && paths?.kind === 'list')
      leftovers.push(
        ...migratePaths(paths, own, `${at}.targets[${index}].fieldPaths`, [selected(select, own)], choices),
      );
  }
  return withDecisions(leftovers, choices, '');
}

function migratePaths(
  list: DraftList,
  migration: Migration,
  at: string,
  keeps: readonly KeptObject[],
  choices: ReadonlySet<string>,
): readonly Leftover[] {
  const leftovers: Leftover[] = [];
  for (const [index, item] of [...list.items.entries()].reverse()) {
    if (item.value.kind !== 'scalar') continue;
    const found = migratedPath(item.value, migration);
    const [first, ...others] = found.paths;
    const { start, end } = item.value.source?.span ?? { start: -1, end: -1 };
    const text = String(draftValue(item.value));
    const removal = { title: 'Remove the field path', id: `${text}=` };
    const isRemovable = found.problem !== undefined && list.items.length > 1;
    const own = leftoversFor(item.value, found, { start, end, path: `${at}[${index}]`, keeps });
    leftovers.push(...own.map((each) => (isRemovable ? { ...each, choices: [removal, ...each.choices] } : each)));
    if (isRemovable && choices.has(removal.id)) list.items.splice(index, 1);
    if (first === undefined) continue;
    const old = item.value;
    item.value = scalarLike(old, first);
    list.items.splice(index + 1, 0, ...others.map((path) => copyOf(item, scalarLike(old, path))));
  }
  return leftovers.reverse();
}

function leftoversFor(
  scalar: DraftScalar,
  { problem, note }: MigratedPath,
  { start, end, path, keeps }: Pick<Leftover, 'start' | 'end' | 'path' | 'keeps'>,
): readonly Leftover[] {
  const text = String(draftValue(scalar));
  const own = { start, end, path, ...(keeps ? { keeps } : {}) };
  if (problem !== undefined) return [{ ...own, severity: 'blocked', message: problem, choices: [keepVersion(text)] }];
  if (note === undefined) return [];
  const copied = { title: 'Copy the value', id: `${text}=copy` };
  return [{ ...own, severity: 'check', message: note, choices: [copied, keepVersion(text)] }];
}

/** Returns the objects that a selector of a replacement matches. */
function selected(selector: Draft, { group, kind }: Migration): KeptObject {
  const entry = draftEntry(selector, 'name');
  const name = entry && draftValue(entry.value);
  return { group, kind, ...(typeof name === 'string' ? { name } : {}) };
}

function copyOf(item: DraftItem, value: DraftScalar): DraftItem {
  return { ...item, lead: item.lead.startsWith(' ') ? item.lead : '', after: '', value };
}

interface MigratedPath {
  /** Several if the field became several; none if it was removed or is not in the table. */
  readonly paths: readonly string[];
  /** Why the path is unchanged. */
  readonly problem?: string;
  /** What the user has to check. */
  readonly note?: string;
}

function migratedPath(scalar: DraftScalar, migration: Migration): MigratedPath {
  const text = String(draftValue(scalar));
  const steps = fieldPathSteps(text);
  // Selectors of items are replaced with numbers, which the table supports, and restored afterward.
  const names = steps.map((step, index) => (isSelector(step) ? String(FIRST_INDEX + index) : unquotedStep(step)));
  const { to, item, conversion, problem } = mapPath(migration, names);
  const written = (mapped: readonly string[]) =>
    mapped.map((name) => steps[names.indexOf(name)] ?? (name.includes('.') ? `[${name}]` : name)).join('.');
  if (problem !== undefined || to.length === 0)
    return {
      paths: [],
      problem: `${text}: ${problem ?? 'The new version has no such field.'} Kustomize would no longer find it.`,
    };
  if (item) {
    const [list] = to;
    const selected = `${written((list ?? []).slice(0, -1))}.[${item.name}=${item.key}]`;
    return { paths: [item.value === undefined ? selected : `${selected}.${item.value}`] };
  }
  const paths = to.map(written);
  if (paths.length === 1 && paths[0] === text) return { paths: [] };
  return conversion ? { paths, note: `${text}: ${NOTES[conversion.form]}` } : { paths };
}

const NOTES = {
  seconds: 'the field is now a number of seconds. The source must contain a number.',
  list: 'the field is now a list of items with a name. The source must contain such a list.',
  group: 'the field is now an API group without a version. The source must contain a group.',
};

const FIRST_INDEX = 900_000;

/** Returns the steps of a field path of kustomize. Dots in brackets or after a backslash are part of a step. */
function fieldPathSteps(path: string): readonly string[] {
  return path.match(/(?:\\.|\[[^\]]*\]|[^.\\[])+/g) ?? [];
}

function isSelector(step: string): boolean {
  return /^(\d+|-|\*|\[[^=\]]*=.*\])$/.test(step);
}

/** Returns the key of a step, without escapes. */
function unquotedStep(step: string): string {
  return step.replace(/^\[(.*)\]$/, '$1').replaceAll('\\.', '.');
}

function scalarLike({ source }: DraftScalar, text: string): DraftScalar {
  const style = source?.kind === 'scalar' ? source.style : 'plain';
  return { kind: 'scalar', text: style === 'plain' && !/[[\]{},*]/.test(text) ? text : scalarText(text, style) };
}
