import type { GroupKind } from '../objects/group-kind.ts';

/** The facts about upgrades of a provider. */
export interface UpgradeFacts {
  /** The provider's repository. */
  readonly provider: string;
  /** The newest release whose changes were read, `v1.14`. */
  readonly verifiedUpTo: string;
  /** The page of the repository, which has pages of the releases. */
  readonly page: string;
  /** Arguments of `clusterctl upgrade apply`, each with the release appended; absent if clusterctl does not install it. */
  readonly clusterctl?: readonly string[];
  /** The number of minor releases that one upgrade may advance; absent if that is not documented. */
  readonly minors?: { readonly max: number; readonly source: string };
  /** The contracts of Cluster API that the releases implement, oldest first; absent if the provider implements none. */
  readonly contracts?: readonly ContractRow[];
  /** The source of `contracts`. */
  readonly source?: string;
  readonly advisories: readonly Advisory[];
}

export interface ContractRow {
  /** The first minor release that implements the contract. */
  readonly since: string;
  readonly contract: string;
  /** The contracts that other providers may implement. Only the core provider has this field. */
  readonly accepts?: readonly string[];
}

/** A note about an upgrade to a release or past it. */
export interface Advisory {
  /** Kebab case. */
  readonly id: string;
  /**
   * The first minor release to which it applies. Triggered by an upgrade from an older release to this or a newer one.
   */
  readonly since: string;
  /** The patch releases that fix it, one for each minor release. */
  readonly fixedIn?: readonly string[];
  /**
   * - rollout: machines are replaced.
   * - meaning: a manifest has a different effect.
   * - manual: manual action is required.
   */
  readonly effect: 'rollout' | 'meaning' | 'manual';
  /** Matches the objects to which it applies. Absent if it is about the installation. */
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
