import { manifestFile, placeAt } from '../syntax/manifest-file.ts';
import type { TextChange } from '../text/span.ts';
import { generatedReason } from './generated-files.ts';
import { migrateDocument } from './migrate-document.ts';
import { editsOf, type MigratedFile, migrateFiles, placeOf, type SourceFile } from './migrate-files.ts';
import type { MigratedDocument } from './migrated-document.ts';
import type { Choice, Leftover, MigrationContext } from './migration.ts';
import { Surroundings } from './surroundings.ts';
import { textEdits } from './text-edits.ts';

/** A migration that an editor offers, with the edits of each file; offsets count from the start of the file. */
export interface MigrationAction {
  readonly title: string;
  readonly scope: 'document' | 'file' | 'workspace';
  readonly files: readonly FileEdits[];
  /** What the author has to look at afterward. */
  readonly leftovers: readonly Leftover[];
}

export interface FileEdits {
  readonly uri: string;
  readonly edits: readonly TextChange[];
}

/** What can be migrated from a place in a file: its document, its file, and all files. */
export function migrationActions(
  files: readonly SourceFile[],
  at: { readonly uri: string; readonly offset: number },
  context: MigrationContext,
): readonly MigrationAction[] {
  const source = files.find(({ uri }) => uri === at.uri);
  if (!source || generatedReason(source.text) !== undefined) return [];
  const document = documentAction(files, source, at.offset, context);
  if (!document) return [];
  const migrated = migrateFiles(files, context).filter(isChanged);
  const own = migrated.filter(({ uri }) => uri === at.uri);
  return [
    ...document,
    ...own.filter(({ objects }) => objects.length > 1).map((file) => action('file', [file])),
    ...(migrated.length > 1 ? [action('workspace', migrated)] : []),
  ];
}

function isChanged({ before, after }: MigratedFile): boolean {
  return before !== after;
}

function action(scope: 'file' | 'workspace', files: readonly MigratedFile[]): MigrationAction {
  const count = files.reduce((sum, { objects }) => sum + objects.length, 0);
  const where = scope === 'file' ? 'this file' : `${files.length} files`;
  return {
    title: `Migrate ${count} objects in ${where} to newer API versions`,
    scope,
    files: files.map((file) => ({ uri: file.uri, edits: editsOf(file) })),
    leftovers: files.flatMap(({ leftovers }) => leftovers),
  };
}

/** The document at an offset: as it is, and with each choice for what it leaves open. None where nothing changes. */
function documentAction(
  files: readonly SourceFile[],
  { uri, text }: SourceFile,
  offset: number,
  context: MigrationContext,
): readonly MigrationAction[] | undefined {
  const parsed = files.map((file) => manifestFile(file.uri, file.text));
  const file = manifestFile(uri, text);
  const { index } = placeAt(file, offset);
  const document = file.documents[index];
  const start = file.offsets[index] ?? 0;
  if (!document) return undefined;
  const place = placeOf(uri, new Surroundings(parsed, context));
  const result = migrateDocument(document, context, place);
  if (result.text === document.text) return undefined;
  const as = (title: string, { text: after, leftovers }: MigratedDocument): MigrationAction => ({
    title,
    scope: 'document',
    files: [
      {
        uri,
        edits: textEdits(document.text, after).map(({ span, newText }) => ({
          span: { start: span.start + start, end: span.end + start },
          newText,
        })),
      },
    ],
    leftovers,
  });
  const [object] = result.objects;
  const title = object ? `Migrate ${object.kind} to ${object.to}` : 'Migrate to newer API versions';
  const chosen = ({ title: choice, id }: Choice) =>
    as(`${title}: ${choice}`, migrateDocument(document, { ...context, choices: new Set([id]) }, place));
  return [as(title, result), ...result.leftovers.flatMap(({ choices }) => choices.slice(1).map(chosen))];
}
