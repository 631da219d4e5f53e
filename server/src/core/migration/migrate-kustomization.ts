import { scalarText } from '../fixes/write-scalar.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import { manifestFile } from '../syntax/manifest-file.ts';
import { keepVersion } from './choices.ts';
import type { DraftStyle } from './draft.ts';
import { type Draft, type DraftEntry, type DraftScalar, draftEntry } from './draft.ts';
import { draftValue } from './draft-value.ts';
import { embeddedText } from './embedded-text.ts';
import { migrateReplacement } from './migrate-replacements.ts';
import type { DocumentPlace, MigratedDocument } from './migrated-document.ts';
import type { Leftover, MigrationContext, PatchTarget } from './migration.ts';
import type { Surroundings } from './surroundings.ts';

interface KustomizationPlace extends DocumentPlace {
  readonly context: MigrationContext;
  readonly style: DraftStyle;
  /** Migrates an inline patch, which is a text in the kustomization. */
  readonly migrate: MigrateDocument;
}

type MigrateDocument = (
  document: ManifestDocument,
  context: MigrationContext,
  place: DocumentPlace,
) => MigratedDocument;

/** Migrates the parts of a kustomization about other objects: the versions of its targets, and its inline patches. */
export function migrateKustomization(
  root: Draft,
  placeOfKustomization: Omit<KustomizationPlace, 'migrate'>,
  migrate: MigrateDocument,
): readonly Leftover[] {
  const place = { ...placeOfKustomization, migrate };
  const leftovers: Leftover[] = [];
  for (const key of ['patches', 'patchesJson6902'])
    for (const [index, item] of itemsOf(root, key).entries()) {
      const target = draftEntry(item, 'target')?.value;
      const patch = draftEntry(item, 'patch');
      if (patch) leftovers.push(...migrateText(patch, targetOf(target), place, `${key}[${index}].patch`));
      if (target && !leftovers.some(isBlocking)) moveTarget(target, place.surroundings);
    }
  const list = draftEntry(root, 'patchesStrategicMerge')?.value;
  if (list?.kind === 'list')
    for (const [index, item] of list.items.entries()) {
      const start = item.value.source?.span.start ?? -1;
      leftovers.push(
        ...migrateText(Object.assign(item, { start, end: start }), {}, place, `patchesStrategicMerge[${index}]`),
      );
    }
  const { choices } = place.context;
  return [
    ...leftovers,
    ...migrateReplacements(itemsOf(root, 'replacements'), place.surroundings, 'replacements', choices),
  ];
}

/** Migrates a file that a kustomization reads replacements from: one, or a list. */
export function migrateReplacementFile(
  root: Draft,
  surroundings: Surroundings,
  choices: ReadonlySet<string> | undefined,
): readonly Leftover[] {
  const replacements = root.kind === 'list' ? root.items.map(({ value }) => value) : [root];
  return migrateReplacements(replacements, surroundings, '', choices);
}

/** Migrates the versions and field paths of replacements. `path` names their list in leftovers. */
function migrateReplacements(
  replacements: readonly Draft[],
  surroundings: Surroundings,
  path: string,
  choices: ReadonlySet<string> = new Set(),
): readonly Leftover[] {
  const find = (selector: Draft) => surroundings.migrationOfTarget(targetOf(selector));
  return replacements.flatMap((replacement, index) => {
    const leftovers = migrateReplacement(replacement, find, `${path}[${index}]`, choices);
    const source = draftEntry(replacement, 'source')?.value;
    if (source) moveTarget(source, surroundings);
    for (const target of itemsOf(replacement, 'targets')) {
      const select = draftEntry(target, 'select')?.value;
      if (select) moveTarget(select, surroundings);
    }
    return leftovers;
  });
}

function isBlocking({ severity }: Leftover): boolean {
  return severity === 'blocked';
}

function itemsOf(root: Draft, key: string): readonly Draft[] {
  const list = draftEntry(root, key)?.value;
  return list?.kind === 'list' ? list.items.map(({ value }) => value) : [];
}

function targetOf(draft: Draft | undefined): PatchTarget {
  const text = (key: 'group' | 'version' | 'kind' | 'name') => {
    const value = draftEntry(draft, key)?.value;
    const written = value && draftValue(value);
    return typeof written === 'string' ? { [key]: written } : {};
  };
  return { ...text('group'), ...text('version'), ...text('kind'), ...text('name') };
}

/** Migrates the version of a target, because kustomize compares it with the version of the object. */
function moveTarget(target: Draft, surroundings: Surroundings): void {
  const migration = surroundings.migrationOfTarget(targetOf(target));
  const version = draftEntry(target, 'version');
  if (!migration || version?.value.kind !== 'scalar') return;
  const { source } = version.value;
  version.value = {
    kind: 'scalar',
    text: scalarText(migration.to, source?.kind === 'scalar' ? source.style : 'plain'),
  };
}

/** Migrates the YAML in the text of a scalar. */
function migrateText(
  entry: Pick<DraftEntry, 'value' | 'start' | 'end'>,
  target: PatchTarget,
  place: KustomizationPlace,
  path: string,
): readonly Leftover[] {
  const { value, start, end } = entry;
  if (value.kind !== 'scalar') return [];
  const before = draftValue(value);
  if (typeof before !== 'string' || !/[\n{]/.test(before)) return [];
  const patched = place.surroundings.migrationOfTarget(target);
  const results = manifestFile('', before).documents.map((document) =>
    place.migrate(document, place.context, { ...place, uri: '', isPatch: true, patched, targets: [target] }),
  );
  const leftovers = results
    .flatMap((result) => result.leftovers)
    .map((leftover) => ({ ...leftover, start, end, path: [path, leftover.path].filter(Boolean).join(': ') }));
  const after = results.map(({ text }) => text).join('');
  if (after === before) return leftovers;
  const text = embeddedText(value, after, place.style);
  if (text === undefined)
    return [
      ...leftovers,
      {
        start,
        end,
        path,
        severity: 'blocked',
        message: 'The patch is folded text, which cannot be edited safely.',
        choices: [keepVersion(path)],
        keeps: results.flatMap(({ objects }) => objects),
      },
    ];
  Object.assign(entry, { value: { kind: 'scalar', text, expected: after } satisfies DraftScalar });
  return leftovers;
}
