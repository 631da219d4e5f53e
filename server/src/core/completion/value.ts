import type { Resource } from '../objects/resource.ts';

/** A value for a field, not quoted yet. */
export interface Value {
  readonly text: string;
  readonly detail?: string;
  readonly documentation?: string;
  readonly isDeprecated?: true;
  /** The name of an object that usually exists without a manifest. */
  readonly isOptional?: true;
  /** The object that the value must match. */
  readonly mustMatch?: Resource;
}

/** A key that a component reads in a map with arbitrary keys, such as labels. */
export interface KnownKey {
  readonly key: string;
  /** The value that it must have, or that other objects use. */
  readonly value?: string;
  readonly values?: readonly string[];
  /** Where the value comes from. */
  readonly detail?: string;
  /** The purpose of the key, as a sentence. */
  readonly purpose?: string;
}
