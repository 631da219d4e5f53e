import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledSchemas } from '../../node/bundled-schemas.ts';
import { relativeName } from '../../node/relative-name.ts';
import { configurationsOf, findConfigurations } from '../input/configurations.ts';
import { includedFiles } from '../input/included-files.ts';
import { neighborFolders } from '../input/neighbors.ts';
import {
  inputUri,
  isListable,
  type ListOptions,
  listByPath,
  listManifests,
  readNamed,
  STANDARD_INPUT,
  type StandardInput,
} from '../input/read-manifests.ts';
import { isManifestText, requireManifests } from '../input/require-manifests.ts';
import { readEnvironment } from '../input/sourced-text.ts';
import { targetsFrom } from '../input/targets.ts';
import type { ReportedFinding } from '../report/report.ts';
import { UsageError } from '../usage-error.ts';
import { reported } from './lint.ts';
import type { LintJob } from './lint-job.ts';
import { Places } from './places.ts';

/** The files of a run, and the schemas and settings for their checks. */
export interface LintInputs {
  /** Absolute paths, and `-` for standard input. */
  readonly files: readonly string[];
  /** The names of the files in reports. */
  readonly names: readonly string[];
  /** Files that are read, but whose findings are not reported. */
  readonly neighbors: readonly string[];
  readonly job: LintJob;
  /** Returns true if a file that does not exist would be checked. */
  readonly isListed: (file: string) => boolean;
  /** Problems in configuration files. */
  readonly findings: readonly ReportedFinding[];
}

export interface InputOptions {
  readonly isolated: boolean;
  readonly neighbors: boolean;
  readonly stdinFilename?: string;
  readonly allowEmpty: boolean;
  readonly exclude: readonly string[];
  readonly gitignore: boolean;
  readonly markdown: boolean;
  readonly env?: string;
  readonly target: readonly string[];
  readonly config: string | false | undefined;
  readonly fix: boolean;
  /** The reports of the run, as absolute paths. In folders, those of an earlier run are skipped. */
  readonly reports: ReadonlySet<string>;
  /** Whether findings that comments ignore are needed. */
  readonly includesSuppressed: boolean;
}

/** Reads everything that a run needs except for the manifests. Throws a UsageError when there is nothing to check. */
export async function lintInputs(given: readonly string[], options: InputOptions): Promise<LintInputs> {
  const { stdinFilename, config, env } = options;
  const paths = stdinFilename !== undefined && isDefault(given) ? [STANDARD_INPUT] : given;
  checkCombination(paths, options);
  const { providers } = bundledSchemas();
  const targets = targetsFrom(options.target, providers);
  const configured = stdinFilename === undefined ? paths : paths.map((path) => (isInput(path) ? stdinFilename : path));
  const { data, findings, texts } = await findConfigurations(configured, { targets, config, providers });
  const listing: ListOptions = {
    exclude: options.exclude,
    markdown: options.markdown,
    ignored: !options.gitignore,
    configurations: configurationsOf(data),
  };
  const listed = (await listByPath(paths, listing)).map(({ path, files }) => ({
    path,
    files: files.filter((file) => !options.reports.has(file) || file === resolve(path)),
  }));
  const found = [...new Set(listed.flatMap((each) => each.files))];
  const input = found.includes(STANDARD_INPUT) ? await readInput(stdinFilename) : undefined;
  const isEmptyPipe = input !== undefined && stdinFilename === undefined && !options.fix && hasNoContent(input.text);
  const files = isEmptyPipe ? found.filter((file) => !isInput(file)) : found;
  if (!options.allowEmpty) {
    requireManifests(listed, ` ${ALLOW_EMPTY}`);
    if (input?.text.trim() === '') throw new UsageError(`Standard input is empty. ${ALLOW_EMPTY}`);
    // An editor sends any file that it opens, and expects it back.
    const isPipe = stdinFilename === undefined && !options.fix;
    if (input && isPipe && !isManifestText(input.text))
      throw new UsageError(`Standard input contains no manifests. ${ALLOW_EMPTY}`);
  }
  const job: LintJob = {
    configuration: data,
    ...(env === undefined ? {} : { environment: readEnvironment(await readNamed(env), env) }),
    ...(input ? { input } : {}),
    includesSuppressed: options.includesSuppressed,
  };
  const hasNeighbors = options.neighbors || stdinFilename !== undefined;
  const named = files.map((file) => (isInput(file) ? fileURLToPath(inputUri(stdinFilename)) : file));
  const around = hasNeighbors ? neighborFolders(named) : [];
  const included = options.isolated ? [] : includedFiles(named, listing);
  return {
    files,
    names: named.map((file) => relativeName(file)),
    neighbors: [...new Set([...(await listManifests(around, listing)), ...included])],
    job,
    isListed: (file) => isListable(file, [...paths, ...around], listing),
    findings: reported(findings, new Places(texts, [])),
  };
}

function checkCombination(paths: readonly string[], { stdinFilename, isolated, neighbors }: InputOptions): void {
  if (stdinFilename !== undefined && !paths.includes(STANDARD_INPUT))
    throw new UsageError('--stdin-filename needs standard input: add - to the paths.');
  if (isolated && neighbors) throw new UsageError('--neighbors has no effect with --isolated: remove one of them.');
}

const ALLOW_EMPTY = 'Use --allow-empty if that is expected.';

async function readInput(name: string | undefined): Promise<StandardInput> {
  const text = await readNamed(STANDARD_INPUT);
  return name === undefined ? { text } : { text, name };
}

/** Returns true for a text of comments and document separators. */
function hasNoContent(text: string): boolean {
  return text.replaceAll(/^(?:---|#).*$/gm, '').trim() === '';
}

function isInput(path: string): boolean {
  return path === STANDARD_INPUT;
}

/** Returns true if no path was given. */
function isDefault(paths: readonly string[]): boolean {
  return paths.length === 1 && paths[0] === '.';
}
