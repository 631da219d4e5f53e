import type { ConfigurationData } from '../input/configurations.ts';
import type { StandardInput } from '../input/read-manifests.ts';
import type { Environment } from '../input/sourced-text.ts';

/** What a run of `lint` checks; plain data, so that it can be sent to a worker. */
export interface LintJob {
  readonly configuration: ConfigurationData;
  /** Values for the variables of templates. Without it, templates are checked as they are written. */
  readonly environment?: Environment;
  /** Set when standard input is among the files. */
  readonly input?: StandardInput;
  /** Whether to return findings that comments ignore, too. */
  readonly includesSuppressed?: boolean;
  /** The folder of the cache. */
  readonly cache?: string;
}
