import type { GroupKind } from '../../objects/group-kind.ts';
import type { GoStyle } from './go-code.ts';
import type { SetValue, WebhookRequirement } from './profile.ts';

/**
 * The Go types of a provider that differ from the usual codes of their style (go-code.ts): suffixes of paths, separated by
 * white space, by code. A path can begin with the kind.
 */
export type CodeRows = Readonly<Record<string, string>>;

/** The behavior of the mutating webhooks of some releases and kinds. All applicable rows are combined. */
export interface WebhookRow {
  readonly provider: string;
  readonly kinds: readonly GroupKind[];
  readonly versions?: readonly string[];
  /** Prefixes of releases, inclusive. */
  readonly from?: string;
  readonly until?: string;
  readonly style?: GoStyle;
  readonly types?: CodeRows;
  /** By path, without indices. */
  readonly sets?: Readonly<Record<string, SetValue>>;
  readonly requirements?: readonly WebhookRequirement[];
  readonly copiesToLabel?: string;
  readonly isRoundTrip?: true;
  readonly keepsEmpty?: true;
  readonly keepsText?: true;
  /** Releases whose webhook was not verified, so the row is only used to remove problems. */
  readonly isUnverified?: true;
}
