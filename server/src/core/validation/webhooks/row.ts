import type { CodeRows } from './capi-types.ts';
import type { GoStyle } from './go-code.ts';
import type { Demand, SetValue } from './profile.ts';

/** What the mutating webhooks of some releases do with some kinds. Of the rows that hold, all count. */
export interface Row {
  readonly provider: string;
  readonly kinds: readonly string[];
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

/** The versions whose types write what is required. */
export const OLD = ['v1alpha3', 'v1alpha4', 'v1alpha5', 'v1alpha1', 'v1beta1'];
