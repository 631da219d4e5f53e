import type { RuleSetting, RuleSettings } from '../core/index.ts';

/** The editor's settings, read from whatever the client sends; what is no setting of ours is left aside. */
export interface Settings {
  readonly exclude: readonly string[];
  readonly rules: RuleSettings;
  readonly yamlSyntaxErrors: 'auto' | 'on' | 'off';
}

export const DEFAULT_SETTINGS: Settings = { exclude: [], rules: {}, yamlSyntaxErrors: 'auto' };

export function settingsFrom(value: unknown): Settings {
  const section = recordOf(value);
  const exclude = recordOf(section.files).exclude;
  const syntax = section.yamlSyntaxErrors;
  return {
    exclude: Array.isArray(exclude) ? exclude.filter((entry) => typeof entry === 'string') : [],
    rules: Object.fromEntries(
      Object.entries(recordOf(section.rules)).flatMap(([rule, setting]) =>
        isSetting(setting) ? [[rule, setting]] : [],
      ),
    ),
    yamlSyntaxErrors: syntax === 'on' || syntax === 'off' ? syntax : 'auto',
  };
}

function isSetting(value: unknown): value is RuleSetting {
  return ['off', 'hint', 'info', 'warning', 'error'].includes(String(value));
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
