import type { Resource } from '../objects/resource.ts';
import type { ReleaseRange } from '../schemas/release-range.ts';
import type { SchemaStore } from '../schemas/schema-store.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import type { GroupOwnership } from './kind-elsewhere.ts';
import type { Problem } from './problem.ts';
import type { WebhookRow } from './webhooks/row.ts';

/** A problem with the releases that reject the object for it. */
export interface Judgement {
  readonly problem: Problem;
  /** Empty if every applicable release has the problem. */
  readonly releases: readonly ReleaseRange[];
  /** The schema of the newest release that was checked. */
  readonly kind: StructuralSchema;
  /**
   * Only a definition of the author knows the kind: its file, or empty if that is not in the workspace. The cluster can
   * have another version of it.
   */
  readonly definedIn?: string;
  /** The patch that the problem is in, if that is inside the checked object. */
  readonly patch?: Resource;
  /** The problem is in an operation of a JSON patch: its path says where, and there is no object around it. */
  readonly isOperation?: true;
}

/** Target releases, by the provider's repository; a provider without one is checked by all its releases. */
export type Targets = Readonly<Record<string, string>>;

/** A kind as a version of its group has it: what an author may have written beside an object. */
export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** What the providers state about validation, besides their schemas. */
export interface ValidationFacts {
  readonly webhooks: readonly WebhookRow[];
  readonly groups: readonly GroupOwnership[];
}

/** What problems are derived from. */
export interface Validator {
  readonly store: SchemaStore;
  readonly facts: ValidationFacts;
  /** Returns the targets for the manifests of a file, by its URI. */
  readonly targetsFor: (uri: string) => Targets;
  judge(resource: Resource): readonly Judgement[];
}
