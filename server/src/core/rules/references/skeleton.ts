import { scalarText } from '../../fixes/write-scalar.ts';
import type { GroupKind } from '../../objects/group-kind.ts';
import type { Reference } from '../../objects/references.ts';
import type { Resource } from '../../objects/resource.ts';
import type { View } from '../../query/view.ts';

/** The input for a provider's minimal object: the reference to the missing object. */
export interface SkeletonRequest {
  /** The object that refers to the missing one. */
  readonly resource: Resource;
  readonly name: string;
  readonly view: View;
}

/** A minimal object: its version and the lines of its spec, without indentation. */
export interface Skeleton {
  readonly version: string;
  readonly spec: readonly string[];
}

/** Returns the minimal object of a kind, in the API generation of the referring object. */
export type SkeletonOf = (request: SkeletonRequest) => Skeleton;

/** Returns the lines of a document that defines the missing target of a reference. */
export function skeletonLines(
  resource: Resource,
  { target }: Reference,
  view: View,
  skeletonOf: SkeletonOf,
): readonly string[] {
  const { kind, name, namespace = resource.namespace } = target;
  const { version, spec } = skeletonOf({ resource, name, view });
  return [
    `apiVersion: ${apiVersionOf(target, version)}`,
    `kind: ${kind}`,
    'metadata:',
    `  name: ${scalarText(name)}`,
    ...(namespace ? [`  namespace: ${scalarText(namespace)}`] : []),
    'spec:',
    ...spec.map((line) => `  ${line}`),
  ];
}

function apiVersionOf({ group }: GroupKind, version: string): string {
  return group === '' ? version : `${group}/${version}`;
}
