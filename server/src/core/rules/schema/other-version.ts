import type { Fix } from '../../findings/finding.ts';
import { fixAcross, fixIn } from '../../fixes/fix.ts';
import { linesOf, moveTo } from '../../fixes/move-field.ts';
import { removeField } from '../../fixes/remove-field.ts';
import { columnOf, eol } from '../../fixes/set-field.ts';
import { scalarText } from '../../fixes/write-scalar.ts';
import { type Resource, splitApiVersion } from '../../objects/resource.ts';
import type { FieldCounterpart, RuleContributions } from '../../query/view.ts';
import { schemaAtPath } from '../../schemas/schema-at-path.ts';
import type { StructuralSchema } from '../../schemas/structural-schema.ts';
import { applyChanges } from '../../syntax/diagnosis/syntax-problem.ts';
import { keyPositionIn, keysOf } from '../../syntax/key-positions.ts';
import { documentContaining } from '../../syntax/list-parts.ts';
import { childOf, entryOf, type NodePath, nodeAt, pathText } from '../../syntax/lookup.ts';
import type { MapEntry, MapNode, Node } from '../../syntax/node.ts';
import { parseDocument } from '../../syntax/parse-document.ts';
import { readScalar } from '../../syntax/read-scalar.ts';
import { andList } from '../../text/enumeration.ts';
import type { TextChange } from '../../text/span.ts';
import { secondsOf } from '../../validation/go-duration.ts';
import type { Problem } from '../../validation/problem.ts';
import { isUnknowable } from '../../validation/unknowable.ts';
import { accepts, acceptsExceptMissing } from './accepts.ts';
import { renameTo } from './rename-field.ts';

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

const MAX_PLACES = 3;

/** Returns true for a value that has the same effect as no field. */
function isHarmless(node: Node, { harmless = [] }: FieldCounterpart): boolean {
  if (node.kind !== 'scalar' || isUnknowable(node)) return false;
  const scalar = readScalar(node);
  return 'value' in scalar && harmless.includes(scalar.value);
}

interface FieldBelow {
  readonly entry: MapEntry;
  readonly to: NodePath;
}

/** Returns the fields inside a field that this version has in other places. */
function counterpartsBelow(
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

const MAX_DEPTH = 12;

/** Converts the map of an older version to the list of this one. Empty if the schema does not accept the list. */
export function convertedValue(resource: Resource, problem: Problem, contributions: VersionKnowledge): readonly Fix[] {
  const { path, schema } = problem;
  if (!schema || contributions.counterpartOf(resource, path)?.form !== 'list') return [];
  const changes = fieldChanges(resource, path, contributions);
  const { root, problems } = parseDocument(applyChanges(resource.document.text, changes));
  const list = problems.length === 0 && root ? nodeAt(root, [...pathInDocument(resource), ...path]) : undefined;
  if (!list || !accepts(schema, list)) return [];
  const items = schema.items?.properties?.value ? 'name and value' : 'items with a name';
  return fixOf(`Convert to a list of ${items}`, resource, changes, true);
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

/** Returns the number of objects with a single field between two entries; NaN if another field is in one of them. */
function depthOf({ value }: MapEntry, inner: MapEntry): number {
  const [only, ...others] = value.kind === 'map' ? value.entries : [];
  if (!only || others.length > 0) return Number.NaN;
  return only === inner ? 1 : 1 + depthOf(only, inner);
}

/** Renames, moves or converts a field that another version of the kind has. */
export function fieldOfThisVersion(
  resource: Resource,
  problem: Problem,
  kind: StructuralSchema,
  known: FieldCounterpart,
  contributions: VersionKnowledge,
): readonly Fix[] {
  const { path, others, form, instead } = known;
  const held = keyPositionIn(resource.root, problem.node);
  if (!held) return [];
  if (!path) {
    const { key, value } = held.entry;
    if (isHarmless(value, known))
      return fixIn(
        `Remove ${key.kind === 'scalar' ? key.text : 'the field'}`,
        resource,
        removeField(resource.document, held.map, problem.node),
        true,
      );
    if (isUnknowable(value)) return [];
    const text = instead && `${instead.field}: ${instead.value}`;
    const span = { start: key.span.start, end: value.span.end };
    return text && !keysOf(held.map).has(instead.field)
      ? fixIn(`Replace with ${text}`, resource, { span, newText: text })
      : [];
  }
  if (form === 'group') return groupOfApiVersion(resource, held.map) ?? [];
  const name = String(path.at(-1));
  if (isSibling(problem.path, path) && !form) {
    const renamed = renameTo([name], resource, problem, held, acceptsExceptMissing);
    if (renamed.length > 0) return renamed;
  }
  const moved = others ? [] : moveRenamed(resource, path, held.map, held.entry, kind);
  const parents = [path, ...(others ?? [])].map((each) => pathText(each.slice(0, -1)));
  return moved.length > 0
    ? moved
    : fixOf(
        `Move to ${parents.join(' and ')} as ${name}`,
        resource,
        fieldChanges(resource, problem.path, contributions),
      );
}

/** Returns the changes of the migration between versions to a field; empty if the text allows no safe change. */
function fieldChanges(
  { document, root, group, kind, version }: Resource,
  path: NodePath,
  { migrateField }: VersionKnowledge,
): readonly TextChange[] {
  if (document.parsed.root !== root) return [];
  return migrateField(document, { group, kind, version }, path) ?? [];
}

/** Returns the path of an object in its document: `items` and an index for an item of a List. */
function pathInDocument({ document, root }: Resource): NodePath {
  const items = childOf(documentContaining(document).parsed.root, 'items');
  const index = items?.kind === 'sequence' ? items.items.indexOf(root) : -1;
  return index < 0 ? [] : ['items', index];
}

function fixOf(title: string, resource: Resource, changes: readonly TextChange[], isCertain = false): readonly Fix[] {
  return fixAcross(
    title,
    changes.map((change) => ({ resource, change })),
    isCertain,
  );
}

/** True for another key of the same object. */
export function isSibling(path: NodePath, other: NodePath | undefined): other is NodePath {
  return other !== undefined && pathText(path.slice(0, -1)) === pathText(other.slice(0, -1));
}

/** Moves a field to its path in the version of the object. `source` is the field itself, if `entry` contains nothing else. */
function moveRenamed(
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

/** Replaces the apiVersion of a reference with its group; undefined if the reference has no apiVersion. */
export function groupOfApiVersion(resource: Resource, reference: MapNode): readonly Fix[] | undefined {
  const entry = entryOf(reference, 'apiVersion');
  if (entry?.value.kind !== 'scalar' || reference.alias || entry.value.alias) return undefined;
  const { group } = splitApiVersion(entry.value.text);
  if (group === '' || isUnknowable(entry.value)) return undefined;
  const change = {
    span: { start: entry.key.span.start, end: entry.value.span.end },
    newText: `apiGroup: ${scalarText(group, entry.value.style)}`,
  };
  return fixIn(`Replace apiVersion with apiGroup: ${group}`, resource, change);
}
