import type { Fix } from '../findings/finding.ts';
import type { Resource } from '../objects/resource.ts';
import { fieldPlaces } from '../schemas/field-places.ts';
import { schemaAtPath } from '../schemas/schema-at-path.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import { type NodePath, nodeAt, pathText } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { MapEntry, MapNode, Node } from '../syntax/node.ts';
import { memoize } from '../text/memoize.ts';
import { type Span, span, type TextChange } from '../text/span.ts';
import { fixAcross } from './fix.ts';
import { removeField } from './remove-field.ts';
import { columnOf, eol, indentStep, insertLines } from './set-field.ts';

/**
 * Returns the fix that moves a field to the only object of its kind that has a field of this name and accepts the value.
 * Empty if no or several objects do, or if the text allows no safe change.
 */
export function moveField(
  resource: Resource,
  holder: MapNode,
  entry: MapEntry,
  kind: StructuralSchema,
  accepts: (schema: StructuralSchema, value: Node) => boolean,
): readonly Fix[] {
  const name = keyText(entry);
  const places = (placesIn(kind).get(name) ?? []).filter(({ schema }) => accepts(schema, entry.value));
  const [place, ...others] = places;
  if (!place || others.length > 0 || place.path.length === 0) return [];
  return moveTo(resource, holder, entry, kind, { path: place.path, name });
}

/** The new parent of a field, its name there, and its lines without indentation if they change. */
export interface Destination {
  readonly path: NodePath;
  readonly name: string;
  readonly lines?: readonly string[];
}

/** Returns the fix that moves a field, and adds the objects that are missing on its new path. */
export function moveTo(
  resource: Resource,
  holder: MapNode,
  entry: MapEntry,
  kind: StructuralSchema,
  { path, name, lines = linesOf(resource, entry) }: Destination,
): readonly Fix[] {
  const { document, root } = resource;
  const target = holder.flow ? undefined : targetIn(root, path);
  if (!target || !lines || nodeAt(root, [...path, name])) return [];
  // A missing object can require more than this field.
  if (target.missing.some((_, depth) => !isEnough(kind, path, target, depth, name))) return [];
  const step = ' '.repeat(indentStep(document));
  const wrapped = [
    ...target.missing.map((key, depth) => `${step.repeat(depth)}${key}:`),
    ...lines.map((line) => (line === '' ? '' : step.repeat(target.missing.length) + line)),
  ];
  const removal = removeField(document, holder, entry.key);
  const insertion = insertLines(document, target.map, wrapped);
  const changes = removal && insertion && withoutOverlap(document, removal, insertion);
  if (!changes) return [];
  const title = `Move to ${pathText(path)}${name === keyText(entry) ? '' : ` as ${name}`}`;
  return fixAcross(
    title,
    changes.map((change) => ({ resource, change })),
  );
}

/**
 * Returns a removal and an insertion as changes that do not overlap. An insertion at the end of the removed lines
 * replaces them. Undefined if the text allows no safe edit.
 */
function withoutOverlap(
  document: ManifestDocument,
  removal: TextChange,
  insertion: TextChange,
): readonly TextChange[] | undefined {
  const { start, end } = removal.span;
  const at = insertion.span.start;
  if (at <= start || at > end || (at === end && !insertion.newText.startsWith(eol(document))))
    return [removal, insertion];
  const { text } = document;
  if (start > 0 && text[start - 1] !== '\n') return undefined;
  const lineEnd = text[end - 1] === '\n' ? eol(document) : '';
  return [{ span: removal.span, newText: insertion.newText.replace(/^\r?\n|\r?\n$/g, '') + lineEnd }];
}

function keyText({ key }: MapEntry): string {
  return key.kind === 'scalar' ? key.text : '';
}

/** The places of the fields below `spec`. */
const placesIn = memoize((kind: StructuralSchema) => fieldPlaces(kind, ([first]) => first === 'spec'));

interface Target {
  readonly map: MapNode;
  /** The keys below it that are not set. */
  readonly missing: NodePath;
}

function targetIn(root: Node, path: NodePath): Target | undefined {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = nodeAt(root, path.slice(0, depth));
    if (node?.kind === 'map') return { map: node, missing: path.slice(depth) };
    // A key without a value, or with another one, prevents the move.
    if (node) return undefined;
  }
  return undefined;
}

function isEnough(kind: StructuralSchema, path: NodePath, { missing }: Target, depth: number, name: string): boolean {
  const at = path.length - missing.length + depth + 1;
  const schema = schemaAtPath(kind, path.slice(0, at));
  const child = missing[depth + 1] ?? name;
  return (schema?.required ?? []).every((key) => key === child || schema?.properties?.[key]?.default !== undefined);
}

/** Returns the lines of an entry without indentation; undefined if it shares a line. */
export function linesOf(resource: Resource, entry: MapEntry): readonly string[] | undefined {
  const { document } = resource;
  const { start, end } = linesSpan(resource, entry);
  const indent = entry.key.span.start - start;
  if (document.text.slice(start, entry.key.span.start).trim() !== '') return undefined;
  const lines = document.text.slice(start, end).split(/\r?\n/);
  return lines.every((line) => line.trim() === '' || line.slice(0, indent).trim() === '')
    ? lines.map((line) => line.slice(indent))
    : undefined;
}

/** Returns the span of the lines of an entry, without the last line end. */
export function linesSpan({ document }: Resource, { key, value }: MapEntry): Span {
  const { text } = document;
  const newline = text.indexOf('\n', Math.max(key.span.end, value.span.end) - 1);
  const end = newline < 0 ? text.length : newline;
  return span(key.span.start - columnOf(document, key.span.start), text[end - 1] === '\r' ? end - 1 : end);
}
