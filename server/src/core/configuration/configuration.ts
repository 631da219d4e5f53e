import type { RuleSettings } from '../findings/rule-settings.ts';

/** The settings of a repository or an editor for the validation of its manifests. */
export interface Configuration {
  /** Releases by the provider's repository, as returned by `findRelease`, or `auto`, which is the same as no target. */
  readonly targets: Readonly<Record<string, string>>;
  readonly rules: RuleSettings;
  /** Paths or patterns of files with CustomResourceDefinitions, relative to `folder`. */
  readonly crds: readonly string[];
  /** Names or patterns of the only files and folders to read. Empty to read all. */
  readonly include: readonly string[];
  /** Names or patterns of files and folders to skip. */
  readonly exclude: readonly string[];
  /** Folders whose manifests are an isolated scope, relative to the folder; `*` matches any name. */
  readonly roots: readonly string[];
}

export const NO_CONFIGURATION: Configuration = {
  targets: {},
  rules: {},
  crds: [],
  include: [],
  exclude: [],
  roots: [],
};

/** The checked-in file that applies to the manifests in its folder and below, unless a nearer one replaces it. */
export const CONFIGURATION_FILE = '.kamaji-metal3.yaml';

/** Returns `base` with the settings of `over`, which takes precedence for each provider and rule. */
export function mergeConfiguration(base: Configuration, over: Configuration): Configuration {
  return {
    targets: { ...base.targets, ...over.targets },
    rules: { ...base.rules, ...over.rules },
    crds: [...base.crds, ...over.crds],
    include: [...base.include, ...over.include],
    exclude: [...base.exclude, ...over.exclude],
    roots: [...base.roots, ...over.roots],
  };
}

/** Returns the configuration without `auto` targets. */
export function withoutAuto(configuration: Configuration): Configuration {
  const targets = Object.entries(configuration.targets).filter(([, release]) => release !== AUTO);
  return { ...configuration, targets: Object.fromEntries(targets) };
}

/** A target that selects all releases that serve a document. */
export const AUTO = 'auto';

export function isConfigurationFile(uri: string): boolean {
  return uri.endsWith(`/${CONFIGURATION_FILE}`);
}
