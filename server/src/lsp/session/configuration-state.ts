import { applySettings, Configurations, type Finding } from '../../core/index.ts';
import { DEFAULT_SETTINGS, type Settings } from '../settings.ts';

/** The rule that reports YAML syntax errors. */
const SYNTAX_RULE = 'yaml-syntax-error';

/** The editor's settings and the configuration files, and their effects on the findings of a file. */
export class ConfigurationState {
  #settings: Settings = DEFAULT_SETTINGS;
  #configurations = new Configurations({ files: new Map() });
  /** The findings in configuration files, by URI. */
  #findings: ReadonlyMap<string, readonly Finding[]> = new Map();
  #redHatYamlActive: boolean;
  #isReady = false;
  #resolveReady: () => void = () => {};
  /** Resolves when the configuration has been read for the first time. */
  readonly ready: Promise<void> = new Promise((resolve) => {
    this.#resolveReady = resolve;
  });

  constructor(redHatYamlActive: boolean) {
    this.#redHatYamlActive = redHatYamlActive;
  }

  get settings(): Settings {
    return this.#settings;
  }

  get configurations(): Configurations {
    return this.#configurations;
  }

  /** Replaces the configurations and the findings in their files. Returns false if nothing has changed. */
  configure(configurations: Configurations, findings: ReadonlyMap<string, readonly Finding[]>): boolean {
    const isSame =
      this.#isReady && this.#configurations.equals(configurations) && findings.size === 0 && this.#findings.size === 0;
    if (isSame) return false;
    this.#isReady = true;
    this.#resolveReady();
    this.#configurations = configurations;
    this.#findings = findings;
    return true;
  }

  /** Replaces the settings. Returns true if the same evaluation now has other visible findings. */
  updateSettings(settings: Settings): boolean {
    const hiddenChanged = settings.yamlSyntaxErrors !== this.#settings.yamlSyntaxErrors;
    this.#settings = settings;
    return hiddenChanged;
  }

  setRedHatYamlActive(isActive: boolean): void {
    this.#redHatYamlActive = isActive;
  }

  /** Returns the findings of a file with the configured severities. */
  visible(uri: string, findings: readonly Finding[]): readonly Finding[] {
    const { rules } = this.#configurations.for(uri);
    const visible = applySettings(findings, this.#hidesSyntaxErrors ? { ...rules, [SYNTAX_RULE]: 'off' } : rules);
    const inConfiguration = this.#findings.get(uri) ?? [];
    return inConfiguration.length > 0 ? [...visible, ...inConfiguration] : visible;
  }

  /** Red Hat's YAML extension reports the same errors. */
  get #hidesSyntaxErrors(): boolean {
    const { yamlSyntaxErrors } = this.#settings;
    return yamlSyntaxErrors === 'off' || (yamlSyntaxErrors === 'auto' && this.#redHatYamlActive);
  }
}
