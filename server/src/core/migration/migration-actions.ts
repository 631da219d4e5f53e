import { childOf } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import { type ManifestFile, placeAt } from '../syntax/manifest-file.ts';
import { contains } from '../text/span.ts';
import { generatedReason } from './generated-files.ts';
import { migrateDocument, objectsToMigrate } from './migrate-document.ts';
import { type MigrationScope, migrateManifests } from './migrate-files.ts';
import type { MigratedObject } from './migrated-document.ts';
import type { Leftover, MigrationContext } from './migration.ts';
import { isKustomizationRoot, Surroundings } from './surroundings.ts';

/** A migration that an editor offers. Its edits are computed when the user selects it. */
export interface MigrationAction {
  readonly title: string;
  readonly scope: 'object' | 'file' | 'workspace';
  readonly goal: MigrationScope;
  /** The ids of the choices that the action makes. */
  readonly choices: readonly string[];
  /** Why the object cannot be migrated. */
  readonly problem?: string;
  /** True if the object can only be migrated together with other files. */
  readonly isJoint?: boolean;
  /** The span in the file that the choice is about. */
  readonly at?: { readonly start: number; readonly end: number };
}

/**
 * Returns the migrations that are possible at an offset of a file: of the object, with each choice of its leftovers, and
 * of all objects of the file. Empty if no object has a newer version, and in generated files.
 */
export function migrationActions(
  file: ManifestFile,
  offset: number,
  context: MigrationContext,
  /** The files that are migrated together, including the file itself. */
  files: readonly ManifestFile[] = [file],
): readonly MigrationAction[] {
  const { index } = placeAt(file, offset);
  const document = file.documents[index];
  const objects = document ? objectsToMigrate(document, context) : [];
  if (!document || objects.length === 0 || file.documents.some(({ text }) => generatedReason(text) !== undefined))
    return [];
  const inFile = file.documents.flatMap((each) => objectsToMigrate(each, context));
  const goal = { uri: file.uri, index };
  const { leftovers } = migrateDocument(document, context);
  const surroundings = new Surroundings(files, context);
  const changed = (some: readonly MigratedObject[]) => some.find(({ kind }) => surroundings.isChanged(kind));
  const problem = jointReason(changed(objects)) ?? leftovers.find(({ severity }) => severity === 'blocked')?.message;
  const title = titleOf(objects);
  const action: MigrationAction = {
    title,
    scope: 'object',
    goal,
    choices: [],
    ...(problem === undefined ? {} : { problem }),
    ...(changed(objects) ? { isJoint: true } : {}),
  };
  return [
    action,
    ...(changed(objects)
      ? []
      : leftovers
          .flatMap((leftover) => chosen(leftover, action, file.offsets[index] ?? 0))
          .filter(({ choices }) => problem === undefined || !isBlocked(document, context, choices))),
    ...(inFile.length > objects.length && !changed(inFile)
      ? [
          {
            title: `Migrate ${inFile.length} objects in this file to newer API versions`,
            scope: 'file' as const,
            goal: { uri: file.uri },
            choices: [],
          },
        ]
      : []),
  ];
}

/** Returns why an object must be migrated together with the kustomizations that change it; undefined if it need not. */
function jointReason(object: MigratedObject | undefined): string | undefined {
  return (
    object &&
    `A kustomization changes ${object.kind}. Migrate all files together, otherwise its patches match no object.`
  );
}

function titleOf(objects: readonly MigratedObject[]): string {
  const [object] = objects;
  if (!object || objects.length > 1) return `Migrate ${objects.length} objects to newer API versions`;
  const { kind, name, to } = object;
  return `Migrate ${kind}${name === undefined ? '' : ` "${name}"`} to ${to}`;
}

/** Returns an action for each choice of a leftover that changes the object. */
function chosen({ choices, start, end }: Leftover, action: MigrationAction, at: number): readonly MigrationAction[] {
  const { problem: _, ...possible } = action;
  return choices
    .filter(({ keepsVersion }) => !keepsVersion)
    .map(({ title, id }) => ({
      ...possible,
      title: `${action.title}: ${title}`,
      choices: [id],
      at: { start: start + at, end: end + at },
    }));
}

function isBlocked(document: ManifestDocument, context: MigrationContext, choices: readonly string[]): boolean {
  const { leftovers } = migrateDocument(document, { ...context, choices: new Set(choices) });
  return leftovers.some(({ severity }) => severity === 'blocked');
}

/**
 * Returns the choices at an offset of a file whose objects can only be migrated together with other files, such as patches:
 * each migrates all files.
 */
export function jointChoices(
  file: ManifestFile,
  offset: number,
  context: MigrationContext,
  files: readonly ManifestFile[],
): readonly MigrationAction[] {
  // Hot path: most files are neither patches nor parts of kustomizations.
  const isCandidate = file.documents.some((document) => {
    const { root } = document.parsed;
    const isOther = root?.kind === 'sequence' || childOf(root, 'targets') !== undefined;
    return isOther || isKustomizationRoot(file.uri, root) || objectsToMigrate(document, context).length > 0;
  });
  if (!isCandidate) return [];
  const surroundings = new Surroundings(files, context);
  const isJoint =
    surroundings.isPatchFile(file.uri) ||
    surroundings.isReplacementFile(file.uri) ||
    file.documents.some(
      (document) =>
        isKustomizationRoot(file.uri, document.parsed.root) ||
        objectsToMigrate(document, context).some(({ kind }) => surroundings.isChanged(kind)),
    );
  if (!isJoint) return [];
  const own = migrateManifests(files, context).find(({ uri }) => uri === file.uri);
  return (own?.leftovers ?? [])
    .filter((leftover) => contains(leftover, offset))
    .flatMap(({ choices, object, start, end }) =>
      choices.map(({ title, id }) => ({
        title: `Migrate all files to newer API versions: ${title}`,
        scope: 'workspace' as const,
        goal: {},
        choices: [object === undefined ? id : `${object}:${id}`],
        at: { start, end },
      })),
    );
}
