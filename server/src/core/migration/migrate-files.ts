import { fileText, type ManifestFile, manifestFile } from '../syntax/manifest-file.ts';
import { generatedReason } from './generated-files.ts';
import { migrateDocument } from './migrate-document.ts';
import type { DocumentPlace, MigratedObject } from './migrated-document.ts';
import type { KeptObject, Leftover, MigrationContext } from './migration.ts';
import { Surroundings } from './surroundings.ts';

export interface SourceFile {
  readonly uri: string;
  readonly text: string;
}

export interface MigratedFile {
  readonly uri: string;
  readonly before: string;
  readonly after: string;
  /** The documents that the migration changes. */
  readonly parts: readonly MigratedPart[];
  /** Their offsets are relative to the start of the file, before the migration. */
  readonly leftovers: readonly Leftover[];
  /** The objects of the documents that the migration changes. */
  readonly objects: readonly MigratedObject[];
  /** Why the file was not changed, although it contains objects to migrate. */
  readonly unchangedReason?: string;
}

/** A document that a migration changes. */
export interface MigratedPart {
  /** The offset of the document in the file, before the migration. */
  readonly start: number;
  readonly before: string;
  readonly after: string;
  readonly objects: readonly MigratedObject[];
  /** Their offsets are relative to the start of the document, before the migration. */
  readonly leftovers: readonly Leftover[];
}

/** What is migrated: all files, one file, or one document of it by its index. The other files are only read. */
export interface MigrationScope {
  readonly uri?: string;
  readonly index?: number;
  /** Returns why a file cannot be written; undefined for other files. */
  readonly unchangeable?: (uri: string) => string | undefined;
}

/** Migrates files together: patches and references are changed with their objects. */
export function migrateFiles(
  files: readonly SourceFile[],
  context: MigrationContext,
  scope: MigrationScope = {},
): readonly MigratedFile[] {
  return migrateManifests(
    files.map(({ uri, text }) => manifestFile(uri, text)),
    context,
    scope,
  );
}

/** Migrates files that are already parsed. */
export function migrateManifests(
  files: readonly ManifestFile[],
  context: MigrationContext,
  scope: MigrationScope = {},
): readonly MigratedFile[] {
  const inScope = files.filter(({ uri }) => scope.uri === undefined || scope.uri === uri);
  const migrate = (surroundings: Surroundings) =>
    inScope.map((file) => migrateFile(file, context, surroundings, scope));
  const first = new Surroundings(files, context);
  const results = migrate(first);
  const held = results.map(({ leftovers }) =>
    leftovers.filter(({ severity, keeps = [] }) => severity === 'blocked' && keeps.length > 0),
  );
  const unchanged = results.map((result) => keptByFile(result, first));
  const kept = [...held.flat().flatMap(({ keeps = [] }) => keeps), ...unchanged.flat()];
  if (kept.length === 0) return results.map(withoutDecided);
  // Kustomize finds an object only in the version of all its patches.
  const surroundings = new Surroundings(files, context, kept);
  return migrate(surroundings).map((result, index) => {
    const own = (held[index] ?? []).map((each) => ({ ...each, message: keptMessage(each, surroundings) }));
    const isHeld = ({ start, path }: Leftover) => own.some((each) => each.start === start && each.path === path);
    const others = result.leftovers.filter((each) => !isHeld(each));
    const leftovers = [...own, ...others].sort((one, other) => one.start - other.start);
    const keeps = unchanged[index] ?? [];
    const reason = keeps.length > 0 ? results[index]?.unchangedReason : undefined;
    const unchangedReason = reason && keptMessage({ message: reason, keeps }, surroundings);
    return withoutDecided({ ...result, leftovers, ...(unchangedReason === undefined ? {} : { unchangedReason }) });
  });
}

/** Returns the result without the leftovers whose objects keep their version because the user decided that. */
function withoutDecided(result: MigratedFile): MigratedFile {
  return { ...result, leftovers: result.leftovers.filter(({ isDecided }) => !isDecided) };
}

/** Returns the objects that must keep their version because their file, or a file that patches them, is not changed. */
function keptByFile(
  { uri, unchangedReason, objects }: MigratedFile,
  surroundings: Surroundings,
): readonly KeptObject[] {
  if (unchangedReason === undefined) return [];
  const patched = surroundings.targetsOfPatchFile(uri).flatMap((target): readonly KeptObject[] => {
    const migration = surroundings.migrationOfTarget(target);
    const { name } = target;
    return migration ? [{ group: migration.group, kind: migration.kind, ...(name === undefined ? {} : { name }) }] : [];
  });
  return [...objects.filter(({ kind }) => surroundings.isChanged(kind)), ...patched];
}

function keptMessage({ message, keeps = [] }: Pick<Leftover, 'message' | 'keeps'>, surroundings: Surroundings): string {
  const texts = keeps.map(({ group, kind, name }) =>
    surroundings.isKept({ group, kind })
      ? `All objects of the kind ${kind} and their patches keep the old version.`
      : `${kind} "${name}" and its patches keep the old version.`,
  );
  return [message, ...new Set(texts)].join(' ');
}

function migrateFile(
  file: ManifestFile,
  context: MigrationContext,
  surroundings: Surroundings,
  { index: only, unchangeable }: MigrationScope,
): MigratedFile {
  const { uri, documents, offsets } = file;
  const before = fileText(file);
  const isPatch = surroundings.isPatchFile(uri);
  const targets = surroundings.targetsOfPatchFile(uri);
  const patched = isPatch ? surroundings.migrationOfPatchFile(uri) : undefined;
  const place: DocumentPlace = { uri, surroundings, isPatch, patched, targets };
  const all = documents.map((document, index): MigratedPart => {
    const start = offsets[index] ?? 0;
    if (only !== undefined && only !== index)
      return { start, before: document.text, after: document.text, objects: [], leftovers: [] };
    const { text, objects, leftovers } = migrateDocument(document, context, place);
    return { start, before: document.text, after: text, objects, leftovers };
  });
  const parts = all.filter((part) => part.before !== part.after);
  const objects = parts.flatMap((part) => part.objects);
  const leftovers = all.flatMap((part) =>
    part.leftovers.map((each) => ({ ...each, start: each.start + part.start, end: each.end + part.start })),
  );
  const hasNone = parts.length === 0 && leftovers.length === 0;
  const unchangedReason = hasNone ? undefined : (unchangeable?.(uri) ?? generatedReason(before));
  return unchangedReason === undefined
    ? { uri, before, after: all.map(({ after }) => after).join(''), parts, leftovers, objects }
    : { uri, before, after: before, parts: [], leftovers: [], objects, unchangedReason };
}
