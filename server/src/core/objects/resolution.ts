import type { Reference } from '../objects/references.ts';
import type { Resource } from '../objects/resource.ts';

/** A reference together with the object that makes it. */
export interface Referrer {
  readonly resource: Resource;
  readonly reference: Reference;
}

/**
 * The result of resolving a reference. `absent` is a claim: the manifests contain objects of that kind, but not this one.
 * `unknowable` if the object may exist only in the cluster, if a name or namespace is a template, or if several objects
 * match equally well: then nothing may be reported.
 */
export type Resolution =
  | { readonly kind: 'object'; readonly resource: Resource }
  | {
      readonly kind: 'absent';
      /** The objects of that kind in the same file or folder, nearest first. */
      readonly others: readonly Resource[];
      /** The first of them with the same name in another namespace. */
      readonly inOtherNamespaces: readonly Resource[];
    }
  | { readonly kind: 'unknowable'; readonly candidates: readonly Resource[] };
