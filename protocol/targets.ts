import type { DocumentParams, TextEdit } from './locations.ts';
import type { RequestMethod } from './method.ts';

/** Requests the target releases of a file. */
export const TARGETS: RequestMethod<DocumentParams, TargetsResult> = 'kamajiMetal3/targets';

export interface TargetsResult {
  readonly providers: readonly ProviderTarget[];
  /** The configuration file that applies to the file, in which targets are set. */
  readonly configurationFile?: string;
}

export interface ProviderTarget {
  /** The name of the provider's repository. */
  readonly name: string;
  readonly displayName: string;
  /** The releases that a user can choose, newest first. */
  readonly releases: readonly ReleaseChoice[];
  /** The target release. Absent if manifests are checked against every release of the provider. */
  readonly target?: string;
}

export interface ReleaseChoice {
  /** The minor release, such as `v1.10`. */
  readonly minor: string;
  /** Its newest patch release, such as `v1.10.4`. */
  readonly newest: string;
}

/** Requests the edits of a configuration file that set a target release, or `auto` for every release. */
export const TARGET_EDIT: RequestMethod<TargetEditParams, readonly TextEdit[]> = 'kamajiMetal3/targetEdit';

export interface TargetEditParams {
  readonly configurationFile: string;
  readonly provider: string;
  readonly release: string;
}
