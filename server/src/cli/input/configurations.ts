import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
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
import { configurationPaths, configurationPathsAbove, matchingPaths } from '../../node/node-host.ts';
import { REGISTRY } from '../../providers/index.ts';
import { UsageError } from '../usage-error.ts';
import { STANDARD_INPUT } from './read-manifests.ts';

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
  const texts = new Map(
    found.map((path) => [pathToFileURL(path).href, manifestFile(pathToFileURL(path).href, read(path))]),
  );
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
  const named = await Promise.all(
    found.map((path, index) => matchingPaths(resolve(path, '..'), [...configurations.values()][index]?.crds ?? [])),
  );
  return { data: { files: [...configurations], targets, definitions: named.flat() }, findings, texts };
}

/** The URI of a configuration file at the root of the file system, which applies everywhere. */
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

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`Cannot read ${path}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}
