import type { Resource } from '../objects/resource.ts';
import type { View } from '../query/view.ts';

/** A value that applies at a place and is not written there. */
export interface Hint {
  /** In the document. */
  readonly offset: number;
  readonly label: string;
  /** Where the value comes from, as a sentence. */
  readonly from: string;
}

/** Returns the hints for one object. */
export type HintSource = (resource: Resource, asks: HintAsks) => readonly Hint[];

export type HintAsks = Pick<View, 'resolve'>;

/** What providers contribute to outlines. */
export interface OutlineContributions {
  readonly hints: readonly HintSource[];
}

/** Returns what an object leaves to a default, takes from another object, or amounts to. */
export function hintsOf(
  resource: Resource,
  manifests: HintAsks & { readonly features: { readonly outline: OutlineContributions } },
): readonly Hint[] {
  if (resource.broken) return [];
  return manifests.features.outline.hints.flatMap((source) => source(resource, manifests));
}

/** Returns the offset after the colon that follows a key; undefined if none follows at once. */
export function afterColon({ document: { text } }: Resource, keyEnd: number): number | undefined {
  return text[keyEnd] === ':' ? keyEnd + 1 : undefined;
}
