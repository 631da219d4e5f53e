/** The section of the editor's settings that the server reads. */
export const CONFIGURATION_SECTION = 'kamajiMetal3';

/** The `source` of every diagnostic. */
export const DIAGNOSTIC_SOURCE = 'kamaji-metal3';

/** What a client may pass in `initializationOptions`. Every member is optional, and any editor may omit all of them. */
export interface InitializationOptions {
  /** Red Hat's YAML extension is active, so the server does not report YAML syntax errors by default. */
  readonly redHatYamlActive?: boolean;
  /**
   * The user trusts the workspace. Otherwise, configuration files cannot name files outside of their workspace folder.
   */
  readonly isTrusted?: boolean;
  /** The client's command that requests completions again. */
  readonly suggestCommand?: string;
  /** The client's command that shows references. Its arguments are `(uri, position, locations)`. */
  readonly showReferencesCommand?: string;
  /** The client's command that opens a URI, which is its only argument. */
  readonly openUriCommand?: string;
  /**
   * The URI of a rule's page, with `{rule}` in place of the rule's id. Diagnostics link to it. Without it, the server
   * links to the page that it has on disk, if any.
   */
  readonly rulePageUri?: string;
}
