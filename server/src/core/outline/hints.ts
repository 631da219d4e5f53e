import type { Resource } from '../objects/resource.ts';
import type { View } from '../query/view.ts';

/** An effective value that the manifest does not contain, such as a default. */
export interface Hint {
  /** In the document. */
  readonly offset: number;
  readonly label: string;
  /** Where the value comes from, as a sentence. */
  readonly origin: string;
}

/** Returns the hints for one object. */
export type HintSource = (resource: Resource, input: HintInput) => readonly Hint[];

export type HintInput = Pick<View, 'resolve'>;

/** What providers contribute to outlines. */
export interface OutlineContributions {
  readonly hints: readonly HintSource[];
}

/** Returns the effective values of an object: defaults, values from other objects, and computed values. */
export function hintsOf(
  resource: Resource,
  manifests: HintInput & { readonly features: { readonly outline: OutlineContributions } },
): readonly Hint[] {
  if (resource.broken) return [];
  return manifests.features.outline.hints.flatMap((source) => source(resource, manifests));
}

/** Returns the offset after the colon that follows a key; undefined if none follows at once. */
export function afterColon({ document: { text } }: Resource, keyEnd: number): number | undefined {
  return text[keyEnd] === ':' ? keyEnd + 1 : undefined;
}
