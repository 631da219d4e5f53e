import { relative } from 'node:path';
import { type Command, Option } from 'commander';
import pc from 'picocolors';
import { RULES, type Severity } from '../../core/index.ts';
import { bundledSchemas } from '../../node/bundled-schemas.ts';
import { VERSION } from '../../node/version.ts';
import { configurationsOf, findConfigurations } from '../input/configurations.ts';
import { listManifests, readManifest, STANDARD_INPUT } from '../input/read-manifests.ts';
import { readEnvironment } from '../input/sourced-text.ts';
import { targetsFrom } from '../input/targets.ts';
import { reported } from '../lint/lint.ts';
import { lintApart } from '../lint/lint-apart.ts';
import { type FixedRun, type LintJob, LintRun } from '../lint/lint-run.ts';
import { Places } from '../lint/places.ts';
import { unknownName } from '../output/unknown-name.ts';
import { diffOf, writeFixes } from '../output/write-fixes.ts';
import { outputsFrom, writeReports } from '../output/write-reports.ts';
import { isAtLeast, type ReportedFinding, SEVERITIES } from '../report/report.ts';
import { REPORTERS } from '../reporters/index.ts';
import { EXIT, UsageError } from '../usage-error.ts';

interface LintOptions {
  readonly format: readonly string[];
  readonly failOn: Severity;
  readonly isolated: boolean;
  readonly exclude: readonly string[];
  readonly target: readonly string[];
  readonly rule: readonly string[];
  readonly fix: boolean;
  readonly diff: boolean;
  readonly markdown: boolean;
  readonly env?: string;
  /** Absent without an option; false for --no-config. */
  readonly config: string | false | undefined;
}

export function addLintCommand(program: Command): void {
  program
    .command('lint')
    .description('report problems in manifests')
    .argument(
      '[paths...]',
      'files, folders (all *.yaml and *.yml in them, and *.json with manifests), or - for standard input',
      ['.'],
    )
    .option('--isolated', 'check each file on its own, without references between files', false)
    .option('--exclude <names...>', 'names or patterns of files and folders to skip in folders', [])
    .option('--markdown', 'also check the YAML in the code blocks of Markdown pages, each block on its own', false)
    .option('--env <file>', 'check templates with the variable values of this file, one NAME=value per line')
    .addOption(
      new Option('--target <provider=release>', 'check for this release of a provider; can be repeated')
        .default([] as readonly string[], 'every release that serves the document')
        .argParser((value: string, before: readonly string[]) => [...before, value]),
    )
    .addOption(
      new Option('--rule <rule>', 'report and fix only the findings of this rule; can be repeated')
        .default([] as readonly string[], 'every rule')
        .argParser((value: string, before: readonly string[]) => [...before, value]),
    )
    .option('--fix', 'apply the fixes that are certain, and report what remains', false)
    .option('--diff', 'print the changes of --fix as a unified diff, and exit with 1 if there are any', false)
    .option('--config <file>', 'use this file for all manifests instead of every .kamaji-metal3.yaml next to them')
    .option('--no-config', 'use no configuration file')
    .addOption(
      new Option(
        '--format <format[=file]>',
        `how to print the findings, and optionally the file to write; can be repeated (${Object.keys(REPORTERS).join(', ')})`,
      )
        .default([] as readonly string[], 'text')
        .argParser((value: string, before: readonly string[]) => [...before, value]),
    )
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 for findings of at least this severity')
        .choices(SEVERITIES)
        .default('error'),
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 no finding reaches --fail-on, 1 findings, 2 the command or a file could not be read.',
    )
    .action(run);
}

async function run(paths: readonly string[], options: LintOptions): Promise<void> {
  const { failOn, isolated, exclude, target, config, markdown, env } = options;
  const outputs = outputsFrom(options.format.length > 0 ? options.format : ['text']);
  const { providers } = bundledSchemas();
  const targets = targetsFrom(target, providers);
  const found = await findConfigurations(paths, { targets, config, providers });
  const job: LintJob = {
    configuration: found.data,
    ...(env === undefined ? {} : { environment: readEnvironment((await readManifest(env)).text) }),
  };
  const files = await listManifests(paths, { exclude, markdown, configurations: configurationsOf(found.data) });
  const configured = reported(found.findings, new Places(found.texts, []));
  const includes = rulesFrom(options.rule);
  const reporterOptions = {
    colors: pc.isColorSupported && process.stdout.isTTY === true,
    failOn,
    version: VERSION,
    toError: options.fix && files.includes(STANDARD_INPUT),
  };
  let checked: readonly ReportedFinding[];
  if (options.fix || options.diff) {
    const fixed = await new LintRun(job).fix(files, { isolated, includes });
    if (options.diff) return printDiff(fixed);
    writeFixes(fixed.files);
    if (fixed.input) process.stdout.write(fixed.input.after);
    process.stderr.write(fixSummary(fixed));
    checked = fixed.findings;
  } else checked = isolated ? await lintApart(files, job) : await new LintRun(job).together(files);
  const findings = [...configured, ...checked].filter(({ rule }) => includes(rule));
  writeReports({ findings, files: files.map(nameOf) }, outputs, reporterOptions);
  process.exitCode = findings.some(({ severity }) => isAtLeast(severity, failOn)) ? EXIT.findings : EXIT.clean;
}

/** A predicate for the rules that `--rule` selects. */
function rulesFrom(words: readonly string[]): (rule: string) => boolean {
  const ids = words.flatMap((word) => word.split(',')).filter((id) => id !== '');
  const known = RULES.map(({ id }) => id);
  for (const id of ids) if (!known.includes(id)) throw new UsageError(unknownName('rule', id, known));
  return ids.length === 0 ? () => true : (rule) => ids.includes(rule);
}

function printDiff({ files, input }: FixedRun): void {
  const changed = input && input.after !== input.before ? [...files, input] : files;
  process.stdout.write(diffOf(changed));
  process.exitCode = changed.length > 0 ? EXIT.findings : EXIT.clean;
}

function fixSummary({ count, files, input }: FixedRun): string {
  const changed = files.length + (input && input.after !== input.before ? 1 : 0);
  if (count === 0) return '';
  return `Applied ${count === 1 ? '1 fix' : `${count} fixes`} in ${changed === 1 ? '1 file' : `${changed} files`}.\n`;
}

function nameOf(file: string): string {
  return file === STANDARD_INPUT ? file : relative(process.cwd(), file).replaceAll('\\', '/');
}
