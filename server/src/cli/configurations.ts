import { statSync } from 'node:fs';
import { resolve } from 'node:path';
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
} from '../core/index.ts';
import { boundaryOf, configurationPaths, configurationPathsAbove, matchingPaths } from '../node/list-files.ts';
import { readTextSync, unreadNote } from '../node/read-text.ts';
import { STANDARD_INPUT } from './read-manifests.ts';
import { UsageError } from './usage-error.ts';

/** How a run is configured; plain data, so that it can be told to a worker. */
export interface ConfigurationData {
  /** By URI. */
  readonly files: readonly (readonly [string, Configuration])[];
  /** What the command line says, over all files. */
  readonly targets: Targets;
  /** Files with CustomResourceDefinitions that the configurations name. */
  readonly definitions: readonly string[];
}

export interface FoundConfigurations {
  readonly data: ConfigurationData;
  /** What is wrong in the files, with the files themselves. */
  readonly findings: readonly Finding[];
  readonly texts: ReadonlyMap<string, ManifestFile>;
}

export interface ConfigurationOptions {
  readonly targets: Targets;
  /** A file to use for all manifests instead of those beside them; false for none at all. */
  readonly config: string | false | undefined;
  readonly providers: readonly Provider[];
}

export function configurationsOf({ files, targets }: ConfigurationData): Configurations {
  return new Configurations({ over: { ...NO_CONFIGURATION, targets }, files: new Map(files) });
}

/** The configuration files that hold for what the paths name: beside it, around it, and below the folders among it. */
export async function findConfigurations(
  paths: readonly string[],
  { targets, config, providers }: ConfigurationOptions,
): Promise<FoundConfigurations> {
  const named = config === false ? [] : config === undefined ? await pathsFor(paths) : [resolve(config)];
  const texts = new Map<string, ManifestFile>();
  for (const path of named) {
    const text = read(path, config !== undefined);
    const { href } = pathToFileURL(path);
    if (text !== undefined) texts.set(href, manifestFile(href, text));
  }
  const configurations = new Map<string, Configuration>();
  const findings: Finding[] = [];
  if (texts.size > 0) {
    const { configurationCheck } = await import('../node/configuration-check.ts');
    const check = configurationCheck(providers);
    for (const [uri, file] of texts) {
      const result = readConfiguration(file, check, providers);
      if (typeof config === 'string') configurations.set(everywhere(), fromEverywhere(result.configuration, config));
      else configurations.set(uri, result.configuration);
      findings.push(...result.findings);
    }
  }
  const definitions = await Promise.all(
    [...texts.keys()].map((uri, index) => {
      const folder = resolve(fileURLToPath(uri), '..');
      const { crds = [] } = [...configurations.values()][index] ?? {};
      // Who names a configuration on the command line trusts it.
      return matchingPaths(folder, crds, typeof config === 'string' ? undefined : boundaryOf(folder));
    }),
  );
  return { data: { files: [...configurations], targets, definitions: definitions.flat() }, findings, texts };
}

/** As if it stood at the root of the file system. */
function everywhere(): string {
  return pathToFileURL(resolve('/', CONFIGURATION_FILE)).href;
}

/** Its roots still lie beside the file. */
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

/** Undefined where the file cannot be read and nobody named it: then it is as good as not there. */
function read(path: string, isNamed: boolean): string | undefined {
  const result = readTextSync(path, MAX_CONFIGURATION);
  if (result.text !== undefined) return result.text;
  const note = `${path} ${unreadNote(result)}`;
  if (isNamed) throw new UsageError(`${note}.`);
  process.stderr.write(`${note}, so it is skipped.\n`);
  return undefined;
}

/** In bytes. */
const MAX_CONFIGURATION = 1_000_000;
