import type { Resource } from '../objects/resource.ts';
import type { ReleaseRange } from '../schemas/release-range.ts';
import type { SchemaStore } from '../schemas/schema-store.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import type { GroupOwnership } from './kind-in-other-group.ts';
import type { Problem } from './problem.ts';
import type { WebhookRow } from './webhooks/row.ts';

/** A problem with the releases that reject the object for it. */
export interface Violation {
  readonly problem: Problem;
  /** Empty if every applicable release rejects the object, for this problem or another. */
  readonly releases: readonly ReleaseRange[];
  /** The schema of the newest release that was checked. */
  readonly kind: StructuralSchema;
  /** The inline patch with the problem, if the checked object contains it. */
  readonly patch?: Resource;
  /** The file of the CustomResourceDefinition, if only a definition of the author makes the kind known; empty if the file is unknown. */
  readonly definedIn?: string;
  /** The problem is in an operation of a JSON patch: its path is the target's, without an object around it. */
  readonly isOperation?: true;
}

/** Target releases, by the provider's repository; a provider without one is checked by all its releases. */
export type Targets = Readonly<Record<string, string>>;

/** A kind in an API version. */
export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** The tables of the providers for validation, in addition to their schemas. */
export interface ValidationFacts {
  readonly webhooks: readonly WebhookRow[];
  readonly groups: readonly GroupOwnership[];
}

/** The part of `SchemaValidator` that its helpers use. */
export interface Validator {
  readonly store: SchemaStore;
  readonly facts: ValidationFacts;
  /** Returns the targets for the manifests of a file, by its URI. */
  readonly targetsFor: (uri: string) => Targets;
  validate(resource: Resource): readonly Violation[];
}
