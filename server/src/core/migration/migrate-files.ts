import { type ManifestFile, manifestFile } from '../syntax/manifest-file.ts';
import type { TextChange } from '../text/span.ts';
import { generatedReason } from './generated-files.ts';
import { migrateDocument } from './migrate-document.ts';
import type { DocumentPlace, MigratedObject } from './migrated-document.ts';
import type { Leftover, MigrationContext } from './migration.ts';
import { Surroundings } from './surroundings.ts';
import { textEdits } from './text-edits.ts';

export interface SourceFile {
  readonly uri: string;
  readonly text: string;
}

export interface MigratedFile {
  readonly uri: string;
  readonly before: string;
  readonly after: string;
  /** Their offsets count from the start of the file, before the migration. */
  readonly leftovers: readonly Leftover[];
  readonly objects: readonly MigratedObject[];
  /** Why the file was not touched, although it has something to migrate. */
  readonly unchangedReason?: string;
}

/** Migrates files that belong together: patches and references follow their objects. */
export function migrateFiles(files: readonly SourceFile[], context: MigrationContext): readonly MigratedFile[] {
  const parsed = files.map(({ uri, text }) => manifestFile(uri, text));
  const surroundings = new Surroundings(parsed, context);
  return parsed.map((file, index) => migrateFile(file, files[index]?.text ?? '', context, surroundings));
}

/** The replacements that a migration makes in a file. */
export function editsOf({ before, after }: MigratedFile): readonly TextChange[] {
  return textEdits(before, after);
}

/** What the documents of a file are part of. */
export function placeOf(uri: string, surroundings: Surroundings): DocumentPlace {
  const isPatch = surroundings.isPatchFile(uri);
  return { uri, surroundings, isPatch, patched: isPatch ? surroundings.migrationOfPatchFile(uri) : undefined };
}

function migrateFile(
  { uri, documents, offsets }: ManifestFile,
  before: string,
  context: MigrationContext,
  surroundings: Surroundings,
): MigratedFile {
  const place = placeOf(uri, surroundings);
  const results = documents.map((document) => migrateDocument(document, context, place));
  const objects = results.flatMap((result) => result.objects);
  const leftovers = results.flatMap((result, index) =>
    result.leftovers.map((leftover) => {
      const at = offsets[index] ?? 0;
      return { ...leftover, start: leftover.start + at, end: leftover.end + at };
    }),
  );
  const after = results.map(({ text }) => text).join('');
  const unchangedReason = after === before && leftovers.length === 0 ? undefined : generatedReason(before);
  return unchangedReason === undefined
    ? { uri, before, after, leftovers, objects }
    : { uri, before, after: before, leftovers: [], objects, unchangedReason };
}
