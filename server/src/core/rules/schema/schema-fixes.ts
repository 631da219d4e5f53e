import type { Fix } from '../../findings/finding.ts';
import { suggestedNames } from '../../fixes/field-names.ts';
import { fixIn } from '../../fixes/fix.ts';
import { linesOf, moveField, moveTo } from '../../fixes/move-field.ts';
import { removeField } from '../../fixes/remove-field.ts';
import { sampleValue } from '../../fixes/sample-value.ts';
import { insertInto } from '../../fixes/set-field.ts';
import { splitNetwork } from '../../fixes/split-network.ts';
import { fieldLines, writeField, writeValue } from '../../fixes/write-field.ts';
import { scalarText, writeScalar } from '../../fixes/write-scalar.ts';
import { type Resource, splitApiVersion } from '../../objects/resource.ts';
import type { RuleContributions } from '../../query/view.ts';
import { schemaAtPath } from '../../schemas/schema-at-path.ts';
import type { JsonValue, StructuralSchema } from '../../schemas/structural-schema.ts';
import { keyPositionIn, keysOf } from '../../syntax/key-positions.ts';
import { childOf, entryOf, type NodePath, nodeAt } from '../../syntax/lookup.ts';
import type { MapEntry, MapNode, Node } from '../../syntax/node.ts';
import { parseDocument } from '../../syntax/parse-document.ts';
import { readScalar } from '../../syntax/read-scalar.ts';
import { nearestTo } from '../../text/edit-distance.ts';
import type { TextChange } from '../../text/span.ts';
import { Expressions } from '../../validation/expressions.ts';
import { secondsOf } from '../../validation/go-duration.ts';
import type { Problem } from '../../validation/problem.ts';
import { isUnknowable } from '../../validation/unknowable.ts';
import { validateValue } from '../../validation/validate-value.ts';
import { collectionFixes } from './collection-fixes.ts';

/** What providers state about fields. */
type FieldKnowledge = Pick<RuleContributions, 'newPathOf' | 'certainValueOf'>;

/** Returns the fixes of a problem that follow from the schema. `kind` is the schema of the complete object. */
export function schemaFixes(
  resource: Resource,
  problem: Problem,
  kind: StructuralSchema,
  contributions: FieldKnowledge,
): readonly Fix[] {
  const { code, node, candidates = [] } = problem;
  if (code === 'required-field') return addField(resource, problem, contributions);
  if (code === 'unknown-field') return otherField(resource, problem, kind, contributions);
  const collection =
    code === 'wrong-type' && problem.schema ? collectionFixes(resource, problem, problem.schema, accepts) : [];
  if (collection.length > 0) return collection;
  const written = node.kind === 'scalar' && !node.alias ? node : undefined;
  if (!written) return [];
  if (code === 'api-version-not-served')
    return candidates.flatMap((candidate) =>
      fixIn(`Change apiVersion to ${candidate}`, resource, writeScalar(written, candidate)),
    );
  if (code === 'unsupported-value')
    return nearestTo(written.text, candidates).flatMap((candidate) =>
      fixIn(`Change to ${candidate}`, resource, writeScalar(written, candidate)),
    );
  if (code === 'malformed-value') return splitNetwork(resource, written, problem.path);
  if (code === 'wrong-type') return otherType(resource, problem, written);
  return [];
}

/** Returns the fixes of a problem in an operation of a JSON patch, where fields cannot move. */
export function operationFixes(resource: Resource, problem: Problem, contributions: FieldKnowledge): readonly Fix[] {
  const { code, node } = problem;
  if (code !== 'unknown-field') return schemaFixes(resource, problem, {}, contributions);
  const held = keyPositionIn(resource.root, node);
  return held && !node.alias ? renameField(resource, problem, held.map, held.entry) : [];
}

/** Adds a missing field: with the only possible value if there is one, otherwise with a placeholder. */
function addField(resource: Resource, { node, path, schema }: Problem, contributions: FieldKnowledge): readonly Fix[] {
  const key = String(path.at(-1));
  const keys = node.kind === 'map' ? keysBelow(resource.root, node, path) : undefined;
  if (node.kind !== 'map' || !keys) return [];
  const replaced = key === 'apiGroup' ? groupOfApiVersion(resource, node) : undefined;
  if (replaced) return replaced;
  const certain = certainValue(schema) ?? contributions.certainValueOf(resource, path);
  const [first = key, ...rest] = keys;
  const written = entryOf(node, first);
  const add = (each: string | number) => {
    if (!written) return insertInto(resource.document, node, keys, each);
    return rest.length === 0 ? writeValue(resource.document, node, written, each) : undefined;
  };
  if (certain !== undefined && schema && takes(schema, key, certain))
    return fixIn(`Add ${key}: ${certain}`, resource, add(certain), true);
  const value = schema && sampleValue(schema, key, resource.name ?? 'example');
  if (!schema || value === undefined || !takes(schema, key, value)) return [];
  if (typeof value === 'string' || typeof value === 'number')
    return fixIn(`Add ${key}: ${value}`, resource, add(value));
  const wrapped = rest.reduceRight<JsonValue>((inner, each) => ({ [each]: inner }), value);
  const title = typeof value === 'object' ? `Add ${key}` : `Add ${key}: ${value}`;
  const { document } = resource;
  const change = written ? writeValue(document, node, written, wrapped) : writeField(document, node, first, wrapped);
  return fixIn(title, resource, change);
}

/** Replaces the apiVersion of a reference with its group; undefined if the reference has no apiVersion. */
function groupOfApiVersion(resource: Resource, reference: MapNode): readonly Fix[] | undefined {
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

/** Returns the keys from a map to the field at `path`: more than one if a webhook writes those in between. */
function keysBelow(root: Node, map: MapNode, path: NodePath): readonly string[] | undefined {
  const depth = path.findIndex((_, length) => nodeAt(root, path.slice(0, length)) === map);
  const keys = depth < 0 ? [] : path.slice(depth);
  const names = keys.filter((step) => typeof step === 'string');
  return names.length > 0 && names.length === keys.length ? names : undefined;
}

/** Returns true if a schema accepts a value as the fix writes it. */
function takes(schema: StructuralSchema, key: string, value: JsonValue): boolean {
  const { root } = parseDocument(fieldLines(key, value, 2).join('\n'));
  const node = childOf(root, key);
  return node !== undefined && accepts(schema, node);
}

/** Returns the default, or the only value that the schema accepts. */
function certainValue(schema: StructuralSchema | undefined): string | number | undefined {
  const fallback = schema?.default ?? (schema?.enum?.length === 1 ? schema.enum[0] : undefined);
  return typeof fallback === 'string' || typeof fallback === 'number' ? fallback : undefined;
}

/** Renames, moves or, last, removes an unknown field. */
function otherField(
  resource: Resource,
  problem: Problem,
  kind: StructuralSchema,
  contributions: FieldKnowledge,
): readonly Fix[] {
  const { node } = problem;
  const held = keyPositionIn(resource.root, node);
  if (!held || node.kind !== 'scalar' || node.alias) return [];
  const { map, entry } = held;
  return [
    ...renameField(resource, problem, map, entry),
    ...(moveRenamed(resource, contributions.newPathOf(resource, problem.path), map, entry, kind) ??
      moveField(resource, map, entry, kind, accepts)),
    ...fixIn(`Remove ${node.text}`, resource, removeField(resource.document, map, node)),
  ];
}

/** Moves a field to its path in the version of the object, a duration as seconds; undefined if the version does not have it. */
function moveRenamed(
  resource: Resource,
  to: NodePath | undefined,
  holder: MapNode,
  entry: MapEntry,
  kind: StructuralSchema,
): readonly Fix[] | undefined {
  const name = to?.at(-1);
  const schema = to && schemaAtPath(kind, to);
  if (!to || typeof name !== 'string' || !schema) return undefined;
  const { key, value } = entry;
  const [first, ...others] = linesOf(resource, entry) ?? [];
  if (first === undefined || key.kind !== 'scalar' || !first.startsWith(key.text)) return [];
  const move = (line: string) =>
    moveTo(resource, holder, entry, kind, { path: to.slice(0, -1), name, lines: [name + line, ...others] });
  if (value.kind === 'scalar' && schema.type === 'integer' && name.endsWith('Seconds')) {
    const seconds = isUnknowable(value) ? undefined : secondsOf(value);
    if (seconds === undefined || !Number.isInteger(seconds) || seconds < 0 || others.length > 0) return [];
    const [start, end] = [value.span.start - key.span.start, value.span.end - key.span.start];
    return move(`${first.slice(key.text.length, start)}${seconds}${first.slice(end)}`);
  }
  return accepts(schema, value) ? move(first.slice(key.text.length)) : [];
}

/** Renames a field to the similar fields that are not set and accept its value. */
function renameField(
  resource: Resource,
  { node, schema, candidates = [] }: Problem,
  holder: MapNode,
  { key, value }: MapEntry,
): readonly Fix[] {
  const taken = keysOf(holder);
  const free = candidates.filter((candidate) => !taken.has(candidate));
  const names = suggestedNames(key.kind === 'scalar' ? key.text : '', free).filter((name) => {
    const property = schema?.properties?.[name];
    return property !== undefined && accepts(property, value);
  });
  return names.flatMap((name) =>
    fixIn(`Rename to ${name}`, resource, { span: node.span, newText: scalarText(name) }, names.length === 1),
  );
}

function accepts(schema: StructuralSchema, value: Node): boolean {
  const walk = { problems: [], expressions: new Expressions() };
  validateValue(value, schema, { span: value.span }, walk);
  return walk.problems.length === 0;
}

/** Adds quotes if the schema requires a string; removes quotes if the content is a valid number or boolean. */
function otherType(resource: Resource, { schema }: Problem, node: Extract<Node, { kind: 'scalar' }>): readonly Fix[] {
  const change = (newText: string): TextChange => ({ span: node.span, newText });
  if (schema?.type === 'string' && node.style === 'plain' && accepts(schema, { ...node, style: 'double' }))
    return fixIn(`Add quotes: ${JSON.stringify(node.text)}`, resource, change(JSON.stringify(node.text)), true);
  if (node.style !== 'single' && node.style !== 'double') return [];
  const plain = readScalar({ ...node, style: 'plain' });
  const fits = plain.type === schema?.type || (plain.type === 'integer' && schema?.type === 'number');
  return fits ? fixIn(`Remove quotes: ${node.text}`, resource, change(node.text), true) : [];
}
