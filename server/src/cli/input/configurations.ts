import { statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  CONFIGURATION_FILE,
  type Configuration,
  Configurations,
  type Finding,
  type ManifestFile,
  manifestFile,
  NO_CONFIGURATION,
  type Provider,
  readConfiguration,
  type Targets,
} from '../../core/index.ts';
import { boundaryOf, configurationPaths, configurationPathsAbove, matchingPaths } from '../../node/list-files.ts';
import { readTextSync, unreadNote } from '../../node/read-text.ts';
import { REGISTRY } from '../../providers/index.ts';
import { UsageError } from '../usage-error.ts';
import { noSuchFile, STANDARD_INPUT } from './read-manifests.ts';

/** The configuration of a run; plain data, so that it can be sent to a worker. */
export interface ConfigurationData {
  /** By URI. */
  readonly files: readonly (readonly [string, Configuration])[];
  /** From the command line; overrides all files. */
  readonly targets: Targets;
  /** Files with CustomResourceDefinitions that the configurations name. */
  readonly definitions: readonly string[];
}

export interface FoundConfigurations {
  readonly data: ConfigurationData;
  /** Problems in the configuration files. */
  readonly findings: readonly Finding[];
  readonly texts: ReadonlyMap<string, ManifestFile>;
}

export interface ConfigurationOptions {
  readonly targets: Targets;
  /** A file to use for all manifests instead of the ones next to them; false for none. */
  readonly config: string | false | undefined;
  readonly providers: readonly Provider[];
}

export function configurationsOf({ files, targets }: ConfigurationData): Configurations {
  return new Configurations({ over: { ...NO_CONFIGURATION, targets }, files: new Map(files) });
}

/** Finds the configuration files that apply to the paths: next to them, in parent folders, and below folders. */
export async function findConfigurations(
  paths: readonly string[],
  { targets, config, providers }: ConfigurationOptions,
): Promise<FoundConfigurations> {
  const found = config === false ? [] : config === undefined ? await pathsFor(paths) : [resolve(config)];
  const texts = new Map<string, ManifestFile>();
  for (const path of found) {
    const text = read(path, config !== undefined);
    const { href } = pathToFileURL(path);
    if (text !== undefined) texts.set(href, manifestFile(href, text));
  }
  const configurations = new Map<string, Configuration>();
  const findings: Finding[] = [];
  if (texts.size > 0) {
    const { configurationCheck } = await import('../../node/configuration-check.ts');
    const check = configurationCheck(providers);
    for (const [uri, file] of texts) {
      const result = readConfiguration(file, check, providers, REGISTRY.currentRuleId);
      if (typeof config === 'string') configurations.set(everywhere(), fromEverywhere(result.configuration, config));
      else configurations.set(uri, result.configuration);
      findings.push(...result.findings);
    }
  }
  const definitions = await Promise.all(
    [...texts.keys()].map((uri, index) => {
      const folder = resolve(fileURLToPath(uri), '..');
      const { crds = [] } = [...configurations.values()][index] ?? {};
      // A configuration file on the command line is trusted.
      return matchingPaths(folder, crds, typeof config === 'string' ? undefined : boundaryOf(folder));
    }),
  );
  return { data: { files: [...configurations], targets, definitions: definitions.flat() }, findings, texts };
}

/** Returns the URI of a configuration file at the root of the file system, which applies everywhere. */
function everywhere(): string {
  return pathToFileURL(resolve('/', CONFIGURATION_FILE)).href;
}

/** Keeps the roots relative to the folder of the file. */
function fromEverywhere(configuration: Configuration, config: string): Configuration {
  const { pathname } = pathToFileURL(`${resolve(config, '..')}/`);
  return { ...configuration, roots: configuration.roots.map((root) => decodeURIComponent(pathname) + root) };
}

async function pathsFor(paths: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const path of paths) {
    const absolute = path === STANDARD_INPUT ? process.cwd() : resolve(path);
    const isFolder = path === STANDARD_INPUT || statSync(absolute, { throwIfNoEntry: false })?.isDirectory() === true;
    if (isFolder && path !== STANDARD_INPUT) for (const each of await configurationPaths(absolute)) found.add(each);
    // A folder's own file is found from within it.
    for (const each of configurationPathsAbove(isFolder ? resolve(absolute, '-') : absolute)) found.add(each);
  }
  return [...found].sort();
}

/** Returns undefined, with a note on standard error, if a file that the command line does not name cannot be read. */
function read(path: string, isNamed: boolean): string | undefined {
  const result = readTextSync(path, MAX_CONFIGURATION);
  if (result.text !== undefined) return result.text;
  const note = unreadNote(result, MAX_CONFIGURATION);
  if (isNamed && result.unread === 'missing') throw new UsageError(noSuchFile(relative(process.cwd(), path), 'file'));
  if (isNamed) throw new UsageError(`Cannot read ${path}: it ${note}.`);
  process.stderr.write(`Skipped ${path}: it ${note}.\n`);
  return undefined;
}

/** In bytes. */
const MAX_CONFIGURATION = 1_000_000;
