import type { Resource } from '../../objects/resource.ts';
import type { FieldCounterpart, RuleContributions } from '../../query/view.ts';
import { keyPositionIn } from '../../syntax/key-positions.ts';
import { type NodePath, nodeAt, pathText } from '../../syntax/lookup.ts';
import type { MapEntry, Node } from '../../syntax/node.ts';
import { readScalar } from '../../syntax/read-scalar.ts';
import { andList } from '../../text/enumeration.ts';
import type { Problem } from '../../validation/problem.ts';
import { isUnknowable } from '../../validation/unknowable.ts';

/** What providers know about fields of other versions. */
export type VersionKnowledge = Pick<RuleContributions, 'counterpartOf' | 'migrateField'>;

/** Returns what to write instead of a field, or of a value, that another version of the kind has. */
export function remedyInVersion(
  resource: Resource,
  { code, path, schema, node }: Problem,
  contributions: VersionKnowledge,
): string | undefined {
  if (code !== 'unknown-field' && code !== 'wrong-type') return undefined;
  const known = contributions.counterpartOf(resource, path);
  const { version } = resource;
  if (code === 'wrong-type')
    return known?.form === 'list'
      ? ` In ${version}, write ${schema?.type === 'array' ? 'a list of items with a name' : 'a map'}.`
      : undefined;
  const held = keyPositionIn(resource.root, node);
  const below = held && !known ? counterpartsBelow(resource, held.entry, path, contributions) : [];
  const places = known?.path ? [known.path, ...(known.others ?? [])] : below.map(({ to }) => to);
  if (places.length > 0) return ` In ${version}, use ${andList(places.slice(0, MAX_PLACES).map(pathText))}.`;
  if (!known) return undefined;
  if (held && isHarmless(held.entry.value, known)) return ` ${version} does not need the field. Remove it.`;
  return known.reason === undefined ? ` ${version} removed the field without a replacement.` : ` ${known.reason}`;
}

/** Returns true if a field, or a field inside it, has another place in this version, which is not set. */
export function hasUnsetCounterpart(
  resource: Resource,
  { node, path }: Problem,
  contributions: VersionKnowledge,
): boolean {
  const isUnset = (to: NodePath | undefined) => to !== undefined && nodeAt(resource.root, to) === undefined;
  const known = contributions.counterpartOf(resource, path);
  if (known) return isUnset(known.path);
  const held = keyPositionIn(resource.root, node);
  return (
    held !== undefined && counterpartsBelow(resource, held.entry, path, contributions).some(({ to }) => isUnset(to))
  );
}

/** Returns true for a value that has the same effect as no field. */
export function isHarmless(node: Node, { harmless = [] }: FieldCounterpart): boolean {
  if (node.kind !== 'scalar' || isUnknowable(node)) return false;
  const scalar = readScalar(node);
  return 'value' in scalar && harmless.includes(scalar.value);
}

/** A field inside an unknown field, and its path in this version. */
export interface FieldBelow {
  readonly entry: MapEntry;
  readonly to: NodePath;
}

/** Returns the fields inside a field that this version has in other places. */
export function counterpartsBelow(
  resource: Resource,
  { value }: MapEntry,
  path: NodePath,
  contributions: VersionKnowledge,
): readonly FieldBelow[] {
  if (value.kind !== 'map' || path.length > MAX_DEPTH) return [];
  return value.entries.flatMap((entry): readonly FieldBelow[] => {
    if (entry.key.kind !== 'scalar') return [];
    const own = [...path, entry.key.text];
    const known = contributions.counterpartOf(resource, own);
    return known?.path ? [{ entry, to: known.path }] : counterpartsBelow(resource, entry, own, contributions);
  });
}

/** True for another key of the same object. */
export function isSibling(path: NodePath, other: NodePath | undefined): other is NodePath {
  return other !== undefined && pathText(path.slice(0, -1)) === pathText(other.slice(0, -1));
}

const MAX_PLACES = 3;

const MAX_DEPTH = 12;
