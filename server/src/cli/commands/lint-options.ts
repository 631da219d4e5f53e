import { statSync } from 'node:fs';
import { type Command, Option } from 'commander';
import type { Severity } from '../../core/index.ts';
import type { Shard } from '../lint/tasks.ts';
import type { ColorMode } from '../output/colors.ts';
import { SEVERITIES } from '../report/report.ts';
import { REPORTERS } from '../reporters/index.ts';
import { UsageError } from '../usage-error.ts';
import { addCheckOptions, addColorOption, addFileOptions, addPaths, oneOf, repeatable } from './options.ts';

export interface LintOptions {
  readonly format: readonly string[];
  readonly failOn: Severity;
  readonly maxWarnings?: number;
  readonly quiet: boolean;
  readonly statistics: boolean;
  /** Absent without an option. */
  readonly suppressed?: boolean;
  readonly color: ColorMode;
  readonly isolated: boolean;
  readonly neighbors: boolean;
  readonly stdinFilename?: string;
  readonly allowEmpty: boolean;
  readonly exclude: readonly string[];
  readonly gitignore: boolean;
  readonly markdown: boolean;
  readonly env?: string;
  readonly target: readonly string[];
  readonly rule: readonly string[];
  readonly jobs?: number;
  readonly shard?: Shard;
  readonly cache?: string;
  readonly watch: boolean;
  readonly since?: string;
  readonly baseline?: string;
  readonly updateBaseline: boolean;
  readonly pruneBaseline: boolean;
  readonly fix: boolean;
  readonly diff: boolean;
  /** Absent without an option; false for --no-config. */
  readonly config: string | false | undefined;
}

export function addLintOptions(command: Command): Command {
  addPaths(command)
    .optionsGroup('Input:')
    .option('--isolated', 'check each file on its own, without references between files', false)
    .option('--neighbors', 'also read the other manifests of the repository, without reporting their findings', false)
    .option('--stdin-filename <file>', 'treat standard input as the content of this file')
    .option('--allow-empty', 'succeed when there is nothing to check', false)
    .option('--markdown', 'also check the YAML in the code blocks of Markdown pages, each block on its own', false);
  addFileOptions(command).optionsGroup('Checks:');
  addCheckOptions(command)
    .addOption(repeatable('--rule <rule>', 'report and fix only the findings of this rule; can be repeated'))
    .optionsGroup('Only new findings:')
    .option('--since <ref>', 'report only findings that the changes since this commit caused, in whatever file')
    .option('--baseline <file>', 'do not report the findings that this file records')
    .option('--update-baseline', 'record all findings in the file of --baseline', false)
    .option('--prune-baseline', 'remove findings that no longer occur from the file of --baseline', false)
    .optionsGroup('Fixes:')
    .option('--fix', 'apply the fixes that are certain, and report what remains', false)
    .option('--diff', 'print the changes of --fix as a unified diff, and exit with 1 if there are any', false)
    .optionsGroup('Output:')
    .addOption(
      repeatable(
        '--format <format[=file]>',
        `how to print the findings, and the file to write them to; can be repeated (${Object.keys(REPORTERS).join(', ')})`,
        'text',
      ),
    )
    .addOption(
      oneOf(
        new Option('--fail-on <severity>', 'exit with 1 for findings of at least this severity'),
        'severity',
        SEVERITIES,
      ).default('error'),
    )
    .option('--max-warnings <number>', 'exit with 1 for more warnings than this', numberOf('--max-warnings'))
    .option('--quiet', 'print only findings: no summary and no notes', false)
    .option('--statistics', 'also print the number of findings per rule', false)
    .option('--suppressed', 'in SARIF, include what comments suppress (default, except in GitHub Actions)')
    .option('--no-suppressed', 'in SARIF, leave out what comments suppress');
  addColorOption(command)
    .optionsGroup('Speed:')
    .option(
      '--jobs <number>',
      'the most threads to use; small runs use fewer (default: 1, for several scopes up to 4)',
      jobsFrom,
    )
    .option('--shard <i/n>', 'check only this part of the independent scopes, such as 1/4', shardFrom)
    .option('--cache <folder>', 'reuse the findings of unchanged scopes that this folder contains')
    .option('--watch', 'check again after each change, until interrupted', false);
  return command.optionsGroup('Other:');
}

function jobsFrom(value: string): number {
  const jobs = numberOf('--jobs')(value);
  if (jobs === 0) throw new UsageError('--jobs expects at least 1.');
  return jobs;
}

function shardFrom(value: string): Shard {
  const [, index = 0, count = 0] = (/^(\d+)\/(\d+)$/.exec(value) ?? []).map(Number);
  if (index < 1 || index > count)
    throw new UsageError(`--shard expects a part and the number of parts, such as 1/4, but got "${value}".`);
  return { index, count };
}

/** Returns a parser for non-negative integers. */
function numberOf(flag: string): (value: string) => number {
  return (value) => {
    if (!/^\d+$/.test(value)) throw new UsageError(`${flag} expects a non-negative integer, but got "${value}".`);
    return Number(value);
  };
}

/** Throws a UsageError for options that exclude each other. */
export function checkLintOptions(options: LintOptions): void {
  const { since, baseline, updateBaseline, pruneBaseline, isolated, fix, diff, format, shard, watch, cache } = options;
  if (baseline === undefined && (updateBaseline || pruneBaseline))
    throw new UsageError(`${updateBaseline ? '--update-baseline' : '--prune-baseline'} needs --baseline FILE.`);
  if (updateBaseline && pruneBaseline)
    throw new UsageError('--prune-baseline has no effect with --update-baseline: remove one of them.');
  if (diff && (updateBaseline || pruneBaseline))
    throw new UsageError('--diff writes nothing: run baseline changes without it.');
  if (shard && (updateBaseline || pruneBaseline || fix || diff))
    throw new UsageError('--shard only reports findings: run fixes and baseline changes without it.');
  if (watch && (fix || diff || updateBaseline || pruneBaseline))
    throw new UsageError('--watch only reports findings: run fixes and baseline changes without it.');
  if (fix && diff) throw new UsageError('--diff cannot be combined with --fix: it shows what --fix would change.');
  if (diff && format.length > 0) throw new UsageError('--format has no effect with --diff: remove one of them.');
  if (cache !== undefined) checkCache(cache);
  if (since === undefined) return;
  if (shard) throw new UsageError('--since cannot be combined with --shard.');
  if (isolated) throw new UsageError('--since cannot be combined with --isolated: changes affect other files.');
  if (fix || diff) throw new UsageError('--since cannot be combined with --fix or --diff.');
  if (updateBaseline || pruneBaseline) throw new UsageError('--since cannot be combined with changes of the baseline.');
}

function checkCache(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new UsageError(`--cache expects a folder, but ${path} is a file.`);
}
