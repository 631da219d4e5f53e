import type { Fix } from '../../findings/finding.ts';
import { fixIn } from '../../fixes/fix.ts';
import { linesOf, moveTo } from '../../fixes/move-field.ts';
import { columnOf, eol } from '../../fixes/set-field.ts';
import type { Resource } from '../../objects/resource.ts';
import { schemaAtPath } from '../../schemas/schema-at-path.ts';
import type { StructuralSchema } from '../../schemas/structural-schema.ts';
import { keyPositionIn } from '../../syntax/key-positions.ts';
import { type NodePath, nodeAt, pathText } from '../../syntax/lookup.ts';
import type { MapEntry, MapNode } from '../../syntax/node.ts';
import { andList } from '../../text/enumeration.ts';
import { secondsOf } from '../../validation/go-duration.ts';
import type { Problem } from '../../validation/problem.ts';
import { isUnknowable } from '../../validation/unknowable.ts';
import { acceptsExceptMissing } from './accepts.ts';
import { counterpartsBelow, type FieldBelow, isSibling, type VersionKnowledge } from './counterparts.ts';

/** Moves the only field inside a field of another version. */
export function movedInner(
  resource: Resource,
  { node, path }: Problem,
  kind: StructuralSchema,
  contributions: VersionKnowledge,
): readonly Fix[] {
  const held = keyPositionIn(resource.root, node);
  if (!held) return [];
  const [inner, ...others] = counterpartsBelow(resource, held.entry, path, contributions);
  if (!inner) return [];
  if (others.length > 0) return movedUp(resource, held.entry, [inner, ...others], path, kind);
  const inside = linesOf(resource, inner.entry)?.length;
  // A line for each object around the field, and nothing else, such as a comment.
  const outside = (linesOf(resource, held.entry)?.length ?? 0) - (inside ?? 0);
  const depth = depthOf(held.entry, inner.entry);
  if (inside === undefined || outside !== depth) return [];
  return moveRenamed(resource, inner.to, held.map, held.entry, kind, inner.entry);
}

/** Replaces a field with the fields in it, if this version has all of them next to it. */
function movedUp(
  resource: Resource,
  entry: MapEntry,
  inner: readonly FieldBelow[],
  path: NodePath,
  kind: StructuralSchema,
): readonly Fix[] {
  const { document, root } = resource;
  const isComplete = entry.value.kind === 'map' && entry.value.entries.length === inner.length;
  const isFree = inner.every(({ entry: each, to }) => isSibling(path, to) && !each.value.alias && !nodeAt(root, to));
  const moved = inner.flatMap(({ entry: each, to }) => renamedLines(resource, to, kind, each) ?? []);
  const sources = inner.flatMap(({ entry: each }) => linesOf(resource, each) ?? []);
  const lines = linesOf(resource, entry);
  // One more line for the field itself. Others, such as comments, would be lost.
  if (!isComplete || !isFree || moved.length !== sources.length || lines?.length !== sources.length + 1) return [];
  if (lines[0]?.trimEnd().endsWith(':') !== true) return [];
  const { start } = entry.key.span;
  const indent = ' '.repeat(columnOf(document, start));
  const last = document.text.indexOf('\n', entry.value.span.end - 1);
  const lineEnd = last < 0 ? document.text.length : last;
  const end = document.text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
  const newText = moved.map((line, index) => (index === 0 ? line : indent + line)).join(eol(document));
  const parent = pathText(path.slice(0, -1));
  const names = andList(inner.map(({ to }) => String(to.at(-1))));
  return fixIn(`Move to ${parent} as ${names}`, resource, { span: { start, end }, newText });
}

/** Moves a field to its path in the version of the object. `source` is the field itself, if `entry` contains nothing else. */
export function moveRenamed(
  resource: Resource,
  to: NodePath,
  map: MapNode,
  entry: MapEntry,
  kind: StructuralSchema,
  source = entry,
): readonly Fix[] {
  const lines = renamedLines(resource, to, kind, source);
  return lines ? moveTo(resource, map, entry, kind, { path: to.slice(0, -1), name: String(to.at(-1)), lines }) : [];
}

/** Returns the number of objects with a single field between two entries; NaN if another field is in one of them. */
function depthOf({ value }: MapEntry, inner: MapEntry): number {
  const [only, ...others] = value.kind === 'map' ? value.entries : [];
  if (!only || others.length > 0) return Number.NaN;
  return only === inner ? 1 : 1 + depthOf(only, inner);
}

/** Returns the lines of a field with its name and value in the version of the object, a duration as seconds; undefined if
 * the version does not have it, or does not accept the value. */
function renamedLines(
  resource: Resource,
  to: NodePath,
  kind: StructuralSchema,
  source: MapEntry,
): readonly string[] | undefined {
  const name = to.at(-1);
  const schema = schemaAtPath(kind, to);
  if (typeof name !== 'string' || !schema) return undefined;
  const { key, value } = source;
  const [first, ...others] = linesOf(resource, source) ?? [];
  if (first === undefined || key.kind !== 'scalar' || !first.startsWith(key.text)) return undefined;
  const renamed = (line: string) => [name + line, ...others];
  const withValue = (text: string) => {
    const [start, end] = [value.span.start - key.span.start, value.span.end - key.span.start];
    return renamed(`${first.slice(key.text.length, start)}${text}${first.slice(end)}`);
  };
  if (value.kind === 'scalar' && schema.type === 'string' && key.text.endsWith('Seconds'))
    return /^\d+$/.test(value.text) && value.style === 'plain' && others.length === 0
      ? withValue(`${value.text}s`)
      : undefined;
  if (value.kind === 'scalar' && schema.type === 'integer' && name.endsWith('Seconds')) {
    const seconds = isUnknowable(value) ? undefined : secondsOf(value);
    if (seconds === undefined || !Number.isInteger(seconds) || seconds < 0 || others.length > 0) return undefined;
    return withValue(String(seconds));
  }
  return acceptsExceptMissing(schema, value) ? renamed(first.slice(key.text.length)) : undefined;
}
