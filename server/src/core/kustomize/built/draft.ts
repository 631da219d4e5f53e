import type { Resource } from '../../objects/resource.ts';
import { scalarAt } from '../../syntax/lookup.ts';
import type { Node } from '../../syntax/node.ts';
import { Origins } from './origins.ts';

/** A name and namespace of an object: kustomize finds an object by all that it had. */
export interface Identity {
  readonly name: string;
  /** `default` if it has none. */
  readonly namespace: string;
}

/** An object during a build. */
export interface Draft {
  readonly base: Resource;
  readonly root: Node;
  readonly origins: Origins;
  /** The first one is that of the base, the last one is the current one. */
  readonly identities: readonly Identity[];
  /** Everything that changed the object, in order: the roots of patches and the nodes of kustomizations. */
  readonly applied: readonly object[];
  /** The nodes that changed its name or namespace, and the kustomizations that contain them. */
  readonly renamedBy: readonly Renaming[];
  /** True if something may have changed it that cannot be computed. */
  readonly isUnknown: boolean;
  /** True if its content depends on other objects of the build. */
  readonly dependsOnOthers: boolean;
}

export interface Renaming {
  readonly kustomization: Resource;
  readonly node: Node;
  readonly field: 'name' | 'namespace';
}

export function draftOf(base: Resource): Draft {
  return {
    base,
    root: base.root,
    origins: new Origins(base),
    identities: [identityIn(base.root)],
    applied: [],
    renamedBy: [],
    isUnknown: base.broken,
    dependsOnOthers: false,
  };
}

/** Returns a draft with another tree; an unknown one if there is no tree. */
export function changedDraft(draft: Draft, root: Node | undefined, by: object): Draft {
  if (isFull(draft)) return { ...draft, isUnknown: true };
  const applied = [...draft.applied, by];
  return root ? { ...draft, root, applied } : { ...draft, applied, isUnknown: true };
}

/** Returns true if further changes of an object are not recorded. */
export function isFull({ applied }: Draft): boolean {
  return applied.length >= MAX_APPLIED;
}

/** The number of changes after which an object is unknown. */
const MAX_APPLIED = 1_000;

export function identityIn(root: Node): Identity {
  return {
    name: scalarAt(root, ['metadata', 'name'])?.text ?? '',
    namespace: scalarAt(root, ['metadata', 'namespace'])?.text || 'default',
  };
}

/** The apiVersion and kind of a draft. */
export function typeIn(root: Node): { readonly apiVersion: string; readonly kind: string } {
  return { apiVersion: scalarAt(root, ['apiVersion'])?.text ?? '', kind: scalarAt(root, ['kind'])?.text ?? '' };
}
