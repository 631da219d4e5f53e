import type { Resource } from '../objects/resource.ts';

/** A value that fits a field, before it is known how it must be quoted. */
export interface Value {
  readonly text: string;
  readonly detail?: string;
  readonly documentation?: string;
  readonly isDeprecated?: true;
  /** An object that the value must agree with. */
  readonly bindingBy?: Resource;
}

/** A key that some component reads in a map whose keys the author chooses, such as labels. */
export interface KnownKey {
  readonly key: string;
  /** The value that it must have, or has elsewhere. */
  readonly value?: string;
  readonly values?: readonly string[];
  /** Where the value comes from. */
  readonly detail?: string;
  /** What the key is for, as a sentence. */
  readonly words?: string;
}
