import { type Command, Option } from 'commander';
import pc from 'picocolors';
import type { Severity } from '../core/index.ts';
import { bundledSchemas } from '../node/bundled-schemas.ts';
import { configurationsOf, findConfigurations } from './configurations.ts';
import { Places, placed } from './lint.ts';
import { lintApart } from './lint-apart.ts';
import { joined, type LintJob, LintRun, printed } from './lint-run.ts';
import { listManifests, readNamed } from './read-manifests.ts';
import { type Format, REPORTERS } from './reporters/index.ts';
import { readEnvironment } from './sourced-text.ts';
import { targetsFrom } from './targets.ts';
import { EXIT } from './usage-error.ts';

interface LintOptions {
  readonly format: Format;
  readonly failOn: Severity;
  readonly isolated: boolean;
  readonly exclude: readonly string[];
  readonly target: readonly string[];
  readonly markdown: boolean;
  readonly env?: string;
  /** Left out where it is not given; false for --no-config. */
  readonly config: string | false | undefined;
}

/** From the least severe up. */
const SEVERITIES: readonly Severity[] = ['hint', 'info', 'warning', 'error'];

export function addLintCommand(program: Command): void {
  program
    .command('lint')
    .description('say what is wrong in manifests, and what will happen because of it')
    .argument(
      '[paths...]',
      'files, folders (all *.yaml and *.yml in them, and *.json that hold manifests), or - for standard input',
      ['.'],
    )
    .option('--isolated', 'judge each file as a world of its own, without references between files', false)
    .option('--exclude <names...>', 'names or patterns of files and folders to leave out of folders', [])
    .option('--markdown', 'judge the YAML in the code blocks of Markdown pages too, each a world of its own', false)
    .option('--env <file>', 'judge templates with these values for their variables, in lines NAME=value')
    .addOption(
      new Option('--target <provider=release>', 'judge by this release of a provider; may be repeated')
        .default([] as readonly string[], 'all that serve the document')
        .argParser((value: string, before: readonly string[]) => [...before, value]),
    )
    .option('--config <file>', 'use this file for all manifests, instead of each .kamaji-metal3.yaml beside them')
    .option('--no-config', 'use no configuration file')
    .addOption(
      new Option('--format <format>', 'how to print the findings').choices(Object.keys(REPORTERS)).default('text'),
    )
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 from this severity on').choices(SEVERITIES).default('error'),
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 nothing as severe as --fail-on, 1 findings, 2 the command or a file could not be read.',
    )
    .action(run);
}

async function run(paths: readonly string[], options: LintOptions): Promise<void> {
  const { format, failOn, isolated, exclude, target, config, markdown, env } = options;
  const { providers } = bundledSchemas();
  const targets = targetsFrom(target, providers);
  const found = await findConfigurations(paths, { targets, config, providers });
  const job: LintJob = {
    format,
    colors: pc.isColorSupported && process.stdout.isTTY === true,
    configuration: found.data,
    ...(env === undefined ? {} : { environment: readEnvironment(await readNamed(env)) }),
  };
  const files = await listManifests(paths, { exclude, markdown, configurations: configurationsOf(found.data) });
  const own = printed(placed(found.findings, new Places(found.texts, [])), job);
  const outcome = joined([own, isolated ? await lintApart(files, job) : await new LintRun(job).together(files)]);
  const totals = { files: files.length, findings: outcome.counts };
  process.stdout.write(REPORTERS[format].whole(outcome.printed, totals, job));
  const fails = SEVERITIES.slice(SEVERITIES.indexOf(failOn)).some((severity) => outcome.counts[severity] > 0);
  process.exitCode = fails ? EXIT.findings : EXIT.clean;
}
