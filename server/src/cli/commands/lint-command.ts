import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { nameOfUri } from '../../node/relative-name.ts';
import { VERSION } from '../../node/version.ts';
import { REGISTRY } from '../../providers/index.ts';
import { changesSince } from '../input/git.ts';
import { STANDARD_INPUT } from '../input/read-manifests.ts';
import { watchPaths } from '../input/watch.ts';
import { type Checked, checkFiles } from '../lint/check.ts';
import { prepareForLargeRun } from '../lint/large-run.ts';
import { type LintInputs, lintInputs } from '../lint/lint-inputs.ts';
import { type FixedRun, LintRun } from '../lint/lint-run.ts';
import { findingsSince } from '../lint/since.ts';
import { uncheckedAmong } from '../lint/unchecked.ts';
import { usesColors } from '../output/colors.ts';
import { unknownRule } from '../output/unknown-name.ts';
import { diffOf, writeFixes } from '../output/write-fixes.ts';
import { type Output, outputsFrom, printStatistics, writeReports } from '../output/write-reports.ts';
import { baselineOf, compareWithBaseline, readBaseline, writeBaseline } from '../report/baseline.ts';
import { countBySeverity, isAtLeast, type ReportedFinding } from '../report/report.ts';
import { REPORTERS } from '../reporters/index.ts';
import { mergeMirrored } from '../reporters/mirrored.ts';
import { visibleFile } from '../reporters/visible.ts';
import { EXIT, UsageError } from '../usage-error.ts';
import { addExamples } from './help.ts';
import { addLintOptions, checkLintOptions, type LintOptions } from './lint-options.ts';

export function addLintCommand(program: Command): void {
  const command = program.command('lint').description('report problems in manifests');
  addLintOptions(command)
    .addHelpText('after', EXIT_CODES)
    .action(async (paths: readonly string[], options: LintOptions) => {
      if (options.watch)
        await watchPaths(
          paths,
          (watchAlso) => runLint(paths, options, ({ neighbors }) => watchAlso(neighbors)),
          reportsOf(outputsFrom(options.format)),
        );
      else process.exitCode = await runLint(paths, options);
    });
  addExamples(command, [
    ['kamaji-metal3 lint', 'everything below the working directory'],
    ['kamaji-metal3 lint clusters/ --target capm3=v1.13', 'for one release of a provider'],
    ['kamaji-metal3 lint --format sarif=lint.sarif --format text .', 'a report file and readable output'],
    ['kamaji-metal3 lint --diff .', 'preview what --fix would change'],
    ['helm template . | kamaji-metal3 lint -', 'what a chart renders'],
  ]);
}

const EXIT_CODES = `
Exit codes:
  0  no finding reaches --fail-on or --max-warnings; with --diff, nothing to fix
  1  findings; with --diff, something to fix
  2  wrong usage, nothing to check, or a file that you name cannot be read or written`;

/** The files that a run writes, as absolute paths. */
function reportsOf(outputs: readonly Output[]): ReadonlySet<string> {
  return new Set(outputs.flatMap(({ path }) => (path === undefined ? [] : [resolve(path)])));
}

/** Runs once and returns the exit code. */
async function runLint(
  paths: readonly string[],
  options: LintOptions,
  onInputs: (inputs: LintInputs) => void = () => {},
): Promise<number> {
  checkLintOptions(options);
  const outputs = outputsFrom(options.format.length > 0 ? options.format : ['text']);
  const includes = rulesFrom(options.rule);
  const inputs = await lintInputs(paths, {
    ...options,
    includesSuppressed: includesSuppressed(outputs, options),
    reports: reportsOf(outputs),
  });
  onInputs(inputs);
  prepareForLargeRun(inputs.files);
  const toError = options.fix && inputs.files.includes(STANDARD_INPUT);
  let checked: Checked;
  if (options.fix || options.diff) {
    const fixed = await new LintRun(inputs.job).fix(inputs.files, {
      isolated: options.isolated,
      neighbors: inputs.neighbors,
      includes,
    });
    if (!options.quiet) process.stderr.write(unfixedNotes(fixed, options.diff));
    if (options.diff) return printDiff(fixed);
    writeFixes(fixed.files);
    if (fixed.input) process.stdout.write(fixed.input.after);
    if (!options.quiet) process.stderr.write(fixSummary(fixed));
    checked = { findings: fixed.findings, files: inputs.files };
  } else checked = await check(inputs, options);
  const configured = (options.shard?.index ?? 1) === 1 ? inputs.findings : [];
  const all = [...configured, ...checked.findings].filter(({ rule }) => includes(rule));
  const suppressed = all.filter(({ isSuppressed }) => isSuppressed);
  const open = suppressed.length === 0 ? all : all.filter(({ isSuppressed }) => !isSuppressed);
  const findings = options.baseline === undefined ? open : withBaseline(open, inputs, options.baseline, options);
  const files = new Set(checked.files);
  const names = inputs.names.filter((_, index) => files.has(inputs.files[index] ?? ''));
  const isOnlyNew = options.baseline !== undefined || options.since !== undefined;
  const isText = !options.quiet && outputs.some(({ format }) => format === 'text');
  const unchecked = isText ? { unchecked: uncheckedAmong(checked.files, inputs.job) } : {};
  writeReports({ findings, files: names, suppressed, isOnlyNew, ...unchecked }, outputs, {
    colors: usesColors(options.color, toError ? process.stderr : process.stdout),
    failOn: options.failOn,
    version: VERSION,
    quiet: options.quiet,
    toError,
  });
  if (options.statistics) printStatistics(findings, outputs, toError);
  return exitCodeFor(findings, options);
}

/** Code scanning ignores the property `suppressions` and opens an alert for each result. */
function includesSuppressed(outputs: readonly Output[], { suppressed }: LintOptions): boolean {
  const isUsed = outputs.some(({ format }) => REPORTERS[format].usesSuppressed);
  return isUsed && (suppressed ?? process.env.GITHUB_ACTIONS !== 'true');
}

async function check(inputs: LintInputs, options: LintOptions): Promise<Checked> {
  const { since } = options;
  const { files, job, neighbors, isListed } = inputs;
  if (since === undefined) return checkFiles(inputs, options);
  if (files.includes(STANDARD_INPUT)) throw new UsageError('--since cannot be combined with standard input.');
  const changes = changesSince(since, /\.(ya?ml|json|md)$|(^|\/)Kustomization$/);
  return { files, findings: await findingsSince(new LintRun(job), { files, neighbors, changes, isListed }) };
}

/** Returns the findings that the baseline does not contain. Updates the baseline if the options require it. */
function withBaseline(
  findings: readonly ReportedFinding[],
  { files }: LintInputs,
  path: string,
  { updateBaseline, pruneBaseline, rule, since, quiet }: LintOptions,
): readonly ReportedFinding[] {
  const note = (text: string) => void (quiet || process.stderr.write(`${text}\n`));
  if (updateBaseline) {
    writeBaseline(path, baselineOf(findings, path));
    note(`Recorded ${findings.length === 1 ? '1 finding' : `${findings.length} findings`} in ${path}.`);
    return [];
  }
  const includes = rulesFrom(rule);
  const checked = new Set(files);
  const { added, pruned, stale } = compareWithBaseline(findings, readBaseline(path), (entry) => {
    const file = resolve(dirname(path), entry.file);
    return since === undefined && includes(entry.rule) && (checked.has(file) || !existsSync(file));
  });
  const subject = stale === 1 ? '1 finding' : `${stale} findings`;
  if (stale > 0 && pruneBaseline) {
    writeBaseline(path, pruned);
    note(`Removed ${subject} from ${path}.`);
  } else if (stale > 0)
    note(
      `${subject} in ${path} no longer ${stale === 1 ? 'occurs' : 'occur'}. Remove ${stale === 1 ? 'it' : 'them'} with --prune-baseline.`,
    );
  return added;
}

function exitCodeFor(findings: readonly ReportedFinding[], { failOn, maxWarnings, quiet }: LintOptions): number {
  if (findings.some(({ severity }) => isAtLeast(severity, failOn))) return EXIT.findings;
  const { warning } = countBySeverity(mergeMirrored(findings).map(({ finding }) => finding));
  if (maxWarnings === undefined || warning <= maxWarnings) return EXIT.clean;
  const subject = warning === 1 ? '1 warning' : `${warning} warnings`;
  if (!quiet) process.stderr.write(`${subject}, but --max-warnings allows ${maxWarnings}.\n`);
  return EXIT.findings;
}

/** Returns a predicate for the rules that `--rule` selects. */
function rulesFrom(words: readonly string[]): (rule: string) => boolean {
  const ids = words
    .flatMap((word) => word.split(','))
    .filter((id) => id !== '')
    .map(REGISTRY.currentRuleId);
  if (words.length > 0 && ids.length === 0) throw new UsageError('--rule names no rule.');
  const known = REGISTRY.rules.map(({ id }) => id);
  for (const id of ids) if (!known.includes(id)) throw new UsageError(unknownRule(id, known));
  return ids.length === 0 ? () => true : (rule) => ids.includes(rule);
}

function printDiff({ files, input }: FixedRun): number {
  const changed = input && input.after !== input.before ? [...files, input] : files;
  process.stdout.write(diffOf(changed));
  return changed.length > 0 ? EXIT.findings : EXIT.clean;
}

function unfixedNotes({ unfixed }: FixedRun, isPreview: boolean): string {
  const verb = isPreview ? 'would not be fixed' : 'was not fixed';
  return unfixed.map(({ uri, reason }) => `${visibleFile(nameOfUri(uri))} ${verb}: ${reason}.\n`).join('');
}

function fixSummary({ count, files, input }: FixedRun): string {
  const changed = files.length + (input && input.after !== input.before ? 1 : 0);
  if (count === 0) return '';
  return `Applied ${count === 1 ? '1 fix' : `${count} fixes`} in ${changed === 1 ? '1 file' : `${changed} files`}.\n`;
}
