import type { GroupKind } from '../../objects/group-kind.ts';
import type { GoStyle } from './go-code.ts';
import type { Demand, SetValue } from './profile.ts';

/**
 * Where the Go types of a provider differ from what is usual of their style (go-code.ts). A key is the code, its value
 * the suffixes of the paths that have it, separated by white space; a path can begin with the kind.
 */
export type CodeRows = Readonly<Record<string, string>>;

/** What the mutating webhooks of some releases do with some kinds. All applicable rows are combined. */
export interface WebhookRow {
  readonly provider: string;
  readonly kinds: readonly GroupKind[];
  readonly versions?: readonly string[];
  /** Releases by the beginning of their names, both included. */
  readonly from?: string;
  readonly until?: string;
  readonly style?: GoStyle;
  readonly types?: CodeRows;
  /** By path without indices. */
  readonly sets?: Readonly<Record<string, SetValue>>;
  readonly demands?: readonly Demand[];
  readonly copiesToLabel?: string;
  readonly isRoundTrip?: true;
  readonly keepsEmpty?: true;
  readonly keepsText?: true;
  /** Releases of which nobody has seen the webhook work: it may heal there, and not refuse or break. */
  readonly isCautious?: true;
}
