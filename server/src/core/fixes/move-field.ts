import type { Fix } from '../findings/finding.ts';
import type { Resource } from '../resources/resource.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import { nodeAt, pathText } from '../syntax/lookup.ts';
import type { MapEntry, MapNode, Node } from '../syntax/node.ts';
import { fixAcross } from './fix.ts';
import { removeField } from './remove-field.ts';
import { columnOf, indentStep } from './set-field.ts';
import { insertLines } from './write-field.ts';

/**
 * Moves a field to the one place of its kind that knows its name and takes its value: a block that slipped by a level
 * or two. None where there are several such places, or none, or where the text leaves no safe way.
 */
export function moveField(
  resource: Resource,
  holder: MapNode,
  entry: MapEntry,
  kind: StructuralSchema,
  accepts: (schema: StructuralSchema, value: Node) => boolean,
): readonly Fix[] {
  const { document, root } = resource;
  const name = entry.key.kind === 'scalar' ? entry.key.text : '';
  const homes = placesOf(name, kind).filter(({ schema }) => accepts(schema, entry.value));
  const [home, ...others] = homes;
  if (!home || others.length > 0 || holder.flow || home.path.length === 0) return [];
  const target = targetIn(root, home.path);
  if (!target || nodeAt(root, [...home.path, name])) return [];
  const lines = linesOf(resource, entry);
  if (!lines) return [];
  // What is missing on the way may demand more than the field.
  if (target.missing.some((_, depth) => !isEnough(kind, home.path, target, depth, name))) return [];
  const step = ' '.repeat(indentStep(document));
  const wrapped = [
    ...target.missing.map((key, depth) => `${step.repeat(depth)}${key}:`),
    ...lines.map((line) => (line === '' ? '' : step.repeat(target.missing.length) + line)),
  ];
  return fixAcross(`Move to ${pathText(home.path)}`, [
    { resource, change: removeField(document, holder, entry.key) },
    { resource, change: insertLines(document, target.map, wrapped) },
  ]);
}

interface Place {
  /** Of the object that has the field. */
  readonly path: readonly string[];
  readonly schema: StructuralSchema;
}

/** Where the fields of `spec` have one of that name, lists aside: an item has no place to be found by. */
function placesOf(name: string, kind: StructuralSchema): readonly Place[] {
  const places: Place[] = [];
  const visit = (schema: StructuralSchema, path: readonly string[]) => {
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      if (key === name && path.length > 0) places.push({ path, schema: property });
      if (path.length > 0 || key === 'spec') visit(property, [...path, key]);
    }
  };
  visit(kind, []);
  return places;
}

interface Target {
  readonly map: MapNode;
  /** The keys below it that are not written yet. */
  readonly missing: readonly string[];
}

function targetIn(root: Node, path: readonly string[]): Target | undefined {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = nodeAt(root, path.slice(0, depth));
    if (node?.kind === 'map') return { map: node, missing: path.slice(depth) };
    // A key without a value, or with another one, stands in the way.
    if (node) return undefined;
  }
  return undefined;
}

function isEnough(
  kind: StructuralSchema,
  path: readonly string[],
  { missing }: Target,
  depth: number,
  name: string,
): boolean {
  const at = path.length - missing.length + depth + 1;
  const schema = path.slice(0, at).reduce<StructuralSchema | undefined>((each, key) => each?.properties?.[key], kind);
  const child = missing[depth + 1] ?? name;
  return (schema?.required ?? []).every((key) => key === child || schema?.properties?.[key]?.default !== undefined);
}

/** The lines of an entry that has its lines to itself, indented from nothing. */
function linesOf({ document }: Resource, { key, value }: MapEntry): readonly string[] | undefined {
  const { text } = document;
  const indent = columnOf(document, key.span.start);
  const start = key.span.start - indent;
  if (text.slice(start, key.span.start).trim() !== '') return undefined;
  const newline = text.indexOf('\n', Math.max(key.span.end, value.span.end) - 1);
  const lines = text.slice(start, newline < 0 ? text.length : newline).split(/\r?\n/);
  return lines.every((line) => line.trim() === '' || line.slice(0, indent).trim() === '')
    ? lines.map((line) => line.slice(indent))
    : undefined;
}
