import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import {
  type Leftover,
  type MigratedFile,
  type MigrationContext,
  manifestFile,
  migrateFiles,
  migrationContext,
  positionAt,
} from '../../core/index.ts';
import { bundledSchemas } from '../../node/bundled-schemas.ts';
import { nameOfUri } from '../../node/relative-name.ts';
import { REGISTRY } from '../../providers/index.ts';
import { migratePage } from '../input/migrate-markdown.ts';
import { goalsFrom } from '../input/migration-goals.ts';
import { type Manifest, readManifest, STANDARD_INPUT } from '../input/read-manifests.ts';
import { listRequiredManifests } from '../input/require-manifests.ts';
import { diffOf, isLossy } from '../output/write-fixes.ts';
import { EXIT, UsageError } from '../usage-error.ts';
import { addExamples } from './help.ts';
import { repeatable } from './options.ts';

interface MigrateOptions {
  readonly to: readonly string[];
  readonly write: boolean;
  readonly check: boolean;
  readonly markdown: boolean;
  readonly exclude: readonly string[];
  readonly choose: readonly string[];
}

export function addMigrateCommand(program: Command): void {
  const command = program
    .command('migrate')
    .description('rewrite manifests for newer API versions, and keep comments and formatting')
    .argument('[paths...]', 'files, folders (all YAML and JSON manifests in them), or - for standard input', ['.'])
    .addOption(
      new Option(
        '--to <provider=version>',
        'a release (capi=v1.14: the newest version that it serves) or an API version (capi=v1beta2); may be repeated',
      )
        .default([] as readonly string[], 'the newest release of every provider')
        .argParser((value: string, before: readonly string[]) => [...before, value]),
    )
    .option('--write', 'write the files; without it, print a diff that git apply accepts', false)
    .option(
      '--check',
      'print nothing but the names of files that would change, and exit with 1 if there are any',
      false,
    )
    .addOption(
      new Option('--choose <choice>', 'decide a leftover, by the id that is printed with it; may be repeated')
        .default([] as readonly string[], 'none')
        .argParser((value: string, before: readonly string[]) => [...before, value]),
    )
    .option('--markdown', 'also migrate the code blocks of Markdown pages, each on its own', false)
    .addOption(
      repeatable('--exclude <name>', 'a name or pattern of files and folders to skip in folders; can be repeated'),
    )
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
  const schemas = bundledSchemas();
  const words = options.to.length > 0 ? options.to : schemas.providers.map(({ name }) => `${name}=latest`);
  const goals = goalsFrom(words, schemas, REGISTRY.migrations);
  const files = await listRequiredManifests(paths, { exclude: options.exclude, markdown: options.markdown });
  const read = await Promise.all(files.map(async (file) => ({ file, manifest: await readManifest(file) })));
  const readable = read.flatMap(({ file, manifest }) => (manifest ? [{ file, manifest }] : []));
  const manifests: readonly Manifest[] = readable.map(({ manifest }) => manifest);
  const migrate = (choices: readonly string[]) =>
    migrateAll(manifests, migrationContext(REGISTRY, schemas, goals, new Set(choices)));
  if (options.choose.length > 0) requireChoices(options.choose, migrate([]));
  const converted = migrate(options.choose);
  const results = converted.map((result, index) =>
    readable[index]?.file === STANDARD_INPUT ? result : withoutLoss(result),
  );
  for (const [index, result] of results.entries()) await output(readable[index]?.file ?? '', result, options);
  process.stderr.write(summary(results, options));
  const isBlocked = results.some(({ leftovers }) => leftovers.some(({ severity }) => severity === 'blocked'));
  const isChanged = results.some(({ before, after }) => before !== after);
  const isRefused = results.some((result, index) => result !== converted[index]);
  process.exitCode = isBlocked || isRefused || (options.check && isChanged) ? EXIT.findings : EXIT.clean;
}

function migrateAll(manifests: readonly Manifest[], context: MigrationContext): readonly MigratedFile[] {
  const isPage = ({ uri }: { readonly uri: string }) => uri.endsWith('.md');
  const migrated = migrateFiles(
    manifests.filter((manifest) => !isPage(manifest)),
    context,
  );
  const byUri = new Map(migrated.map((result) => [result.uri, [result]]));
  return manifests.flatMap((manifest) =>
    isPage(manifest) ? [migratePage(manifest.uri, manifest.text, context)] : (byUri.get(manifest.uri) ?? []),
  );
}

/** Rejects choices that no leftover of the run has. `results` are without choices. */
function requireChoices(choices: readonly string[], results: readonly MigratedFile[]): void {
  const leftovers = results.flatMap((result) => result.leftovers);
  const valid = new Set(leftovers.flatMap((leftover) => leftover.choices.map(({ id }) => id)));
  const unknown = choices.find((choice) => !valid.has(choice));
  if (unknown === undefined) return;
  const remedy =
    valid.size === 0 ? 'These files need no choice.' : `Use one of: ${[...valid].map((id) => `'${id}'`).join(', ')}.`;
  throw new UsageError(`--choose '${unknown}' is not a choice of these files. ${remedy}`);
}

/** Returns a result that changes nothing if writing the file would replace bytes that are not UTF-8. */
function withoutLoss(result: MigratedFile): MigratedFile {
  const { uri, before, after } = result;
  if (before === after || !isLossy(uri, before)) return result;
  return { uri, before, after: before, parts: [], leftovers: [], objects: [], unchangedReason: 'It is not UTF-8.' };
}

async function output(file: string, result: MigratedFile, { write, check }: MigrateOptions): Promise<void> {
  const path = nameOfUri(result.uri);
  for (const leftover of result.leftovers)
    process.stderr.write(`${placeOf(path, result, leftover)}${textOf(leftover)}\n`);
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

function textOf({ severity, path, message, choices }: Leftover): string {
  const ids = choices.map(({ title, id }) => `\n    ${title}: --choose '${id}'`).join('');
  const head = severity === 'blocked' ? 'not migrated' : 'check';
  return `${head}: ${path === '' ? '' : `${path}: `}${message}${ids}`;
}

function summary(results: readonly MigratedFile[], { write, check }: MigrateOptions): string {
  const changed = results.filter(({ before, after }) => before !== after);
  const objects = changed.reduce((sum, result) => sum + result.objects.length, 0);
  const leftovers = results.flatMap((result) => result.leftovers);
  const blocked = leftovers.filter(({ severity }) => severity === 'blocked').length;
  const parts = [
    `${changed.length} of ${results.length} files, ${objects} objects ${write && !check ? 'migrated' : 'would change'}`,
    ...(blocked > 0 ? [`${blocked} not migrated`] : []),
    ...(leftovers.length > blocked ? [`${leftovers.length - blocked} to check`] : []),
  ];
  return `${parts.join(', ')}.\n`;
}
