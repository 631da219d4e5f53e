import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import {
  andList,
  type Leftover,
  type MigratedFile,
  type MigrationContext,
  manifestFile,
  migrateFiles,
  migrationContext,
  type PatchesOutside,
  patchesOutside,
  positionAt,
} from '../../core/index.ts';
import { bundledSchemas } from '../../node/bundled-schemas.ts';
import { nameOfUri } from '../../node/relative-name.ts';
import { REGISTRY } from '../../providers/index.ts';
import { migratePage } from '../input/migrate-markdown.ts';
import { goalsFrom } from '../input/migration-goals.ts';
import { neighborFolders } from '../input/neighbors.ts';
import { listManifests, type Manifest, readManifest, STANDARD_INPUT } from '../input/read-manifests.ts';
import { listRequiredManifests } from '../input/require-manifests.ts';
import { diffOf, isLossy } from '../output/write-fixes.ts';
import { EXIT, UsageError } from '../usage-error.ts';
import { addExamples } from './help.ts';
import { addFileOptions, addPaths, repeatable } from './options.ts';

interface MigrateOptions {
  readonly to: readonly string[];
  readonly write: boolean;
  readonly check: boolean;
  readonly markdown: boolean;
  readonly exclude: readonly string[];
  readonly gitignore: boolean;
  readonly choose: readonly string[];
}

export function addMigrateCommand(program: Command): void {
  const command = program
    .command('migrate')
    .description('rewrite manifests for newer API versions, and keep comments and formatting')
    .addOption(
      repeatable(
        '--to <provider=version>',
        'a release (capi=v1.14: the newest version that it serves) or an API version (capi=v1beta2); can be repeated',
        'the newest release of every provider',
      ),
    )
    .option('--write', 'write the files; without it, print a diff that git apply accepts', false)
    .option(
      '--check',
      'print the names of files that would change on standard output, and exit with 1 if there are any',
      false,
    )
    .addOption(
      repeatable('--choose <choice>', 'make a decision, by the id that is printed with it; can be repeated', 'none'),
    )
    .option('--markdown', 'also migrate the code blocks of Markdown pages, each on its own', false);
  addFileOptions(addPaths(command))
    .addHelpText(
      'after',
      '\nWhat the migration cannot decide is printed to standard error, with its place and reason.' +
        '\nExit codes: 0 done, 1 --check found files to change, or a document could not be migrated, 2 usage or I/O errors.',
    )
    .action(run);
  addExamples(command, [
    ['kamaji-metal3 migrate .', 'a diff for the newest API versions'],
    ['kamaji-metal3 migrate --to capi=v1beta2 --write clusters/', 'rewrite the files for one API version'],
    ['kamaji-metal3 migrate --check .', 'whether a file would change, for CI'],
  ]);
}

async function run(paths: readonly string[], options: MigrateOptions): Promise<void> {
  if (options.check && options.write) throw new UsageError('--check writes no file: remove --check or --write.');
  const schemas = bundledSchemas();
  const words = options.to.length > 0 ? options.to : schemas.providers.map(({ name }) => `${name}=latest`);
  const goals = goalsFrom(words, schemas, REGISTRY.migrations);
  const files = await listRequiredManifests(paths, {
    exclude: options.exclude,
    ignored: !options.gitignore,
    markdown: options.markdown,
  });
  const read = await Promise.all(files.map(async (file) => ({ file, manifest: await readManifest(file) })));
  const readable = read.flatMap(({ file, manifest }) => (manifest ? [{ file, manifest }] : []));
  const manifests: readonly Manifest[] = readable.map(({ manifest }) => manifest);
  const unchangeable = notUtf8(readable);
  const contextWith = (choices: readonly string[]) => migrationContext(REGISTRY, schemas, goals, new Set(choices));
  const migrate = (choices: readonly string[]) => migrateAll(manifests, contextWith(choices), unchangeable);
  if (options.choose.length > 0) requireChoices(options.choose, migrate);
  const results = migrate(options.choose);
  const isAmbiguous = ambiguousIds(results);
  for (const [index, result] of results.entries())
    await output(readable[index]?.file ?? '', result, options, isAmbiguous);
  for (const { uri, kinds } of await outsideOf(files, manifests, results, contextWith(options.choose), options))
    process.stderr.write(
      `${nameOfUri(uri)}: check: This kustomization changes ${andList(kinds)} of the files, but is not among them. Migrate both together, otherwise its patches match no object.\n`,
    );
  process.stderr.write(summary(results, options));
  const isBlocked = results.some(({ leftovers }) => leftovers.some(({ severity }) => severity === 'blocked'));
  const isChanged = results.some(({ before, after }) => before !== after);
  const isRefused = results.some(({ uri, unchangedReason }) => unchangedReason !== undefined && unchangeable(uri));
  process.exitCode = isBlocked || isRefused || (options.check && isChanged) ? EXIT.findings : EXIT.clean;
}

function migrateAll(
  manifests: readonly Manifest[],
  context: MigrationContext,
  unchangeable: (uri: string) => string | undefined,
): readonly MigratedFile[] {
  const isPage = ({ uri }: { readonly uri: string }) => uri.endsWith('.md');
  const migrated = migrateFiles(
    manifests.filter((manifest) => !isPage(manifest)),
    context,
    { unchangeable },
  );
  const byUri = new Map(migrated.map((result) => [result.uri, [result]]));
  return manifests.flatMap((manifest) => {
    if (!isPage(manifest)) return byUri.get(manifest.uri) ?? [];
    const result = migratePage(manifest.uri, manifest.text, context);
    const unchangedReason = result.before === result.after ? undefined : unchangeable(manifest.uri);
    if (unchangedReason === undefined) return [result];
    return [{ ...result, after: result.before, parts: [], leftovers: [], objects: [], unchangedReason }];
  });
}

/** Returns the kustomizations in the rest of the repository that change migrated objects. */
async function outsideOf(
  files: readonly string[],
  manifests: readonly Manifest[],
  results: readonly MigratedFile[],
  context: MigrationContext,
  { exclude }: MigrateOptions,
): Promise<readonly PatchesOutside[]> {
  const named = files.filter((file) => file !== STANDARD_INPUT);
  if (named.length === 0 || !results.some(({ objects }) => objects.length > 0)) return [];
  const given = new Set(manifests.map(({ uri }) => uri));
  const around = await listManifests(neighborFolders(named), { exclude, markdown: false });
  const outside = around.filter((file) => !given.has(pathToFileURL(file).href));
  const read = await Promise.all(outside.map((file) => readManifest(file)));
  const parsed = (each: Manifest) => manifestFile(each.uri, each.text);
  const others = read.flatMap((manifest) => (manifest && isKustomized(manifest) ? [parsed(manifest)] : []));
  return others.length === 0
    ? []
    : patchesOutside(results, others, manifests.filter(isKustomized).map(parsed), context);
}

/** Hot path: most files of a repository are neither kustomizations nor patches of these kinds. */
function isKustomized({ text }: Manifest): boolean {
  return /^(kind: *(Kustomization|Component)|resources:|patches\w*:|replacements:|- op:|.*cluster\.x-k8s\.io\/)/m.test(
    text,
  );
}

/** Rejects choices that no leftover of the run has. `migrate` returns the results with choices. */
function requireChoices(
  choices: readonly string[],
  migrate: (choices: readonly string[]) => readonly MigratedFile[],
): void {
  const valid = new Set<string>();
  const shown = new Set<string>();
  // A choice can reveal further leftovers.
  for (let made: readonly string[] | undefined; ; ) {
    const next: readonly string[] = choices.filter((choice) => valid.has(choice));
    if (next.length === made?.length) break;
    made = next;
    for (const { object, choices: own } of migrate(made).flatMap(({ leftovers }) => leftovers))
      for (const { id } of own) {
        shown.add(id);
        valid.add(id).add(`${object ?? ''}:${id}`);
      }
  }
  const unknown = choices.find((choice) => !valid.has(choice));
  if (unknown === undefined) return;
  const remedy =
    shown.size === 0 ? 'These files need no choice.' : `Use one of: ${[...shown].map((id) => `"${id}"`).join(', ')}.`;
  throw new UsageError(`--choose "${unknown}" is not a choice of these files. ${remedy}`);
}

/** Returns the reason not to write a file whose bytes are not UTF-8, because writing would replace them. */
function notUtf8(
  read: readonly { readonly file: string; readonly manifest: Manifest }[],
): (uri: string) => string | undefined {
  const files = new Map(read.map(({ file, manifest }) => [manifest.uri, { file, text: manifest.text }]));
  const reasons = new Map<string, string | undefined>();
  return (uri) => {
    const own = files.get(uri);
    if (!own || own.file === STANDARD_INPUT) return undefined;
    if (!reasons.has(uri)) reasons.set(uri, isLossy(uri, own.text) ? 'It is not UTF-8.' : undefined);
    return reasons.get(uri);
  };
}

async function output(
  file: string,
  result: MigratedFile,
  { write, check }: MigrateOptions,
  isAmbiguous: (id: string) => boolean,
): Promise<void> {
  const path = nameOfUri(result.uri);
  for (const leftover of result.leftovers)
    process.stderr.write(`${placeOf(path, result, leftover)}${textOf(leftover, isAmbiguous)}\n`);
  if (result.unchangedReason !== undefined) process.stderr.write(`${path}: not changed. ${result.unchangedReason}\n`);
  if (result.before === result.after) {
    if (write && file === STANDARD_INPUT) process.stdout.write(result.after);
    return;
  }
  if (check) process.stdout.write(`${path}\n`);
  else if (!write) process.stdout.write(diffOf([result]));
  else if (file === STANDARD_INPUT) process.stdout.write(result.after);
  else {
    try {
      await writeFile(file, result.after);
    } catch (error) {
      throw new UsageError(`${path} could not be written (${(error as NodeJS.ErrnoException).code ?? String(error)}).`);
    }
  }
}

function placeOf(path: string, { uri, before }: MigratedFile, { start }: Leftover): string {
  const { line, character } = positionAt(manifestFile(uri, before), Math.max(0, start));
  return `${path}:${line + 1}:${character + 1}: `;
}

/** Returns whether several objects have a choice with an id. Then the id is printed with the object. */
function ambiguousIds(results: readonly MigratedFile[]): (id: string) => boolean {
  const objects = new Map<string, Set<string>>();
  for (const { object = '', choices } of results.flatMap(({ leftovers }) => leftovers))
    for (const { id } of choices) objects.set(id, (objects.get(id) ?? new Set()).add(object));
  return (id) => (objects.get(id)?.size ?? 0) > 1;
}

function textOf(
  { severity, path, message, choices, object = '' }: Leftover,
  isAmbiguous: (id: string) => boolean,
): string {
  const ids = choices.map(({ title, id }) => {
    const own = isAmbiguous(id) && object !== '' ? `${object}:${id}` : id;
    return `\n    ${title}: --choose ${shellWord(own)}`;
  });
  const head = severity === 'blocked' ? 'not migrated' : 'check';
  return `${head}: ${path === '' ? '' : `${path}: `}${message}${ids.join('')}`;
}

/** Returns a word in single quotes. */
function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function summary(results: readonly MigratedFile[], { write, check }: MigrateOptions): string {
  const changed = results.filter(({ before, after }) => before !== after);
  const objects = changed.reduce((sum, result) => sum + result.objects.length, 0);
  const leftovers = results.flatMap((result) => result.leftovers);
  const blocked = leftovers.filter(({ severity }) => severity === 'blocked').length;
  const parts = [
    `${changed.length} of ${count(results.length, 'file')}, ${count(objects, 'object')} ${write && !check ? 'migrated' : 'would change'}`,
    ...(blocked > 0 ? [`${blocked} not migrated`] : []),
    ...(leftovers.length > blocked ? [`${leftovers.length - blocked} to check`] : []),
  ];
  return `${parts.join(', ')}.\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
