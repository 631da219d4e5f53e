import type { GroupKind } from '../../objects/group-kind.ts';
import type { GoFieldText, GoStyle } from './go-field.ts';
import type { SetValue, WebhookRequirement } from './profile.ts';

/**
 * The fields of a provider's Go types that differ from what is usual in their style (go-field.ts): suffixes of paths,
 * separated by white space, by field. A path can begin with the kind.
 */
export type GoFieldRows = Readonly<Partial<Record<GoFieldText, string>>>;

/** The behavior of the mutating webhooks of some releases and kinds. All applicable rows are combined. */
export interface WebhookRow {
  readonly provider: string;
  readonly kinds: readonly GroupKind[];
  readonly versions?: readonly string[];
  /** Prefixes of releases, inclusive. */
  readonly from?: string;
  readonly until?: string;
  readonly style?: GoStyle;
  readonly types?: GoFieldRows;
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
