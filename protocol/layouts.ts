import type { RequestMethod } from './method.ts';

/** Requests the layouts for new manifests, the most complete ones of the newest API versions first. */
export const LAYOUTS: RequestMethod<null, LayoutsResult> = 'kamajiMetal3/layouts';

export type LayoutsResult = readonly Layout[];

export interface Layout {
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  /** The API version of its first object, without the group: `v1beta2`. */
  readonly version: string;
  /** The kinds of its objects, in their order. */
  readonly kinds: readonly string[];
  /** The text in the snippet syntax of the Language Server Protocol. */
  readonly snippet: string;
}
