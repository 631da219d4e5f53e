import { type GroupKind, isOneOf } from '../objects/group-kind.ts';
import type { Resource } from '../objects/resource.ts';
import { isTemplate } from '../objects/template-text.ts';
import { type NodePath, scalarAt } from '../syntax/lookup.ts';

/** Returns important values of an object for the diagram, such as `2 replicas`; none for other kinds. */
export type ObjectFactSource = (resource: Resource) => readonly string[];

/** Returns a source for some kinds. Undefined values are left out. */
export function factsAbout(
  kinds: readonly GroupKind[],
  facts: (resource: Resource) => readonly (string | undefined)[],
): ObjectFactSource {
  return (resource) => (isOneOf(resource, kinds) ? facts(resource).filter((fact) => fact !== undefined) : []);
}

/** Returns a value that is short enough for a diagram; undefined if it is not set or a template. */
export function shortValueAt(resource: Resource, path: NodePath, maxLength = MAX_LENGTH): string | undefined {
  const text = scalarAt(resource.root, path)?.text;
  return text && text.length <= maxLength && !isTemplate(text) ? text : undefined;
}

/** Returns `1 replica`, or undefined if the number is not set or not a number. */
export function replicasAt(resource: Resource, path: NodePath): string | undefined {
  const text = shortValueAt(resource, path);
  if (text === undefined || !/^\d+$/.test(text)) return undefined;
  return `${text} ${text === '1' ? 'replica' : 'replicas'}`;
}

const MAX_LENGTH = 40;
