import {
  type Configuration,
  findProvider,
  NO_CONFIGURATION,
  type Provider,
  type RuleSetting,
  type RuleSettings,
  SEVERITY_SETTINGS,
  type Targets,
  targetOf,
} from '../core/index.ts';

/** The editor's settings. */
export interface Settings {
  /** The options that configuration files (`.kamaji-metal3.yaml`) override. */
  readonly configuration: Configuration;
  readonly yamlSyntaxErrors: 'auto' | 'on' | 'off';
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  configuration: NO_CONFIGURATION,
  yamlSyntaxErrors: 'auto',
  codeLens: true,
  inlayHints: true,
};

/** Reads the settings that a client sends. Unknown settings and values of the wrong type are ignored. */
export function settingsFrom(
  value: unknown,
  providers: readonly Provider[],
  currentRuleId: (id: string) => string,
): Settings {
  const section = recordOf(value);
  const syntax = section.yamlSyntaxErrors;
  return {
    configuration: {
      targets: targetsFrom(recordOf(section.targets), providers),
      rules: rulesFrom(recordOf(section.rules), currentRuleId),
      crds: [...textsIn(section.customResourceDefinitions), ...textsIn(section.crds)],
      include: textsIn(recordOf(section.files).include),
      exclude: textsIn(recordOf(section.files).exclude),
      roots: textsIn(section.roots),
    },
    yamlSyntaxErrors: syntax === 'on' || syntax === 'off' ? syntax : 'auto',
    codeLens: section.codeLens !== false,
    inlayHints: section.inlayHints !== false,
  };
}

/** An unknown release is treated like `auto`, which selects every release of the provider. */
function targetsFrom(section: Readonly<Record<string, unknown>>, providers: readonly Provider[]): Targets {
  return Object.fromEntries(
    Object.entries(section).flatMap(([name, value]) => {
      const provider = findProvider(name, providers);
      const release = provider && targetOf(String(value), provider);
      return provider && release ? [[provider.name, release] as const] : [];
    }),
  );
}

function rulesFrom(section: Readonly<Record<string, unknown>>, currentRuleId: (id: string) => string): RuleSettings {
  return Object.fromEntries(
    Object.entries(section).flatMap(([rule, setting]) =>
      isSetting(setting) ? [[currentRuleId(rule), setting] as const] : [],
    ),
  );
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

function isSetting(value: unknown): value is RuleSetting {
  return SEVERITY_SETTINGS.some((setting) => setting === value);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
