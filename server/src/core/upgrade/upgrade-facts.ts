import type { GroupKind } from '../objects/group-kind.ts';

/** What is known about upgrades of a provider. */
export interface UpgradeFacts {
  /** The provider's repository. */
  readonly provider: string;
  /** Arguments of `clusterctl upgrade apply`, each with the release appended; absent if clusterctl does not install it. */
  readonly clusterctl?: readonly string[];
  /** How many minor releases an upgrade can skip to; absent if that is not documented. */
  readonly minors?: { readonly most: number; readonly source: string };
  readonly advisories: readonly Advisory[];
}

/** Something to know about an upgrade to a release, or past it. */
export interface Advisory {
  /** Kebab case. */
  readonly id: string;
  /** The first minor that has it: the upgrade starts before it, and reaches it. */
  readonly since: string;
  /** The first releases, of different minors, that no longer have it. */
  readonly fixedIn?: readonly string[];
  /**
   * - rollout: machines are replaced.
   * - meaning: a manifest means something else.
   * - manual: somebody has to do something.
   */
  readonly effect: 'rollout' | 'meaning' | 'manual';
  /** The objects that it is about, by what they have and do not have. Absent: it is about the installation. */
  readonly on?: readonly Trigger[];
  /** What happens, as a sentence. */
  readonly message: string;
  /** What to do. */
  readonly action: string;
  readonly source: string;
}

export interface Trigger {
  readonly kind: GroupKind;
  /** A field that is set, such as `spec.image.checksum`. */
  readonly with?: string;
  /** Fields of which none is set. */
  readonly without?: string | readonly string[];
}
