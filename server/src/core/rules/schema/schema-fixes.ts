import type { Fix } from '../../findings/finding.ts';
import { suggestedNames } from '../../fixes/field-names.ts';
import { fixIn } from '../../fixes/fix.ts';
import { moveField, moveTo } from '../../fixes/move-field.ts';
import { removeField } from '../../fixes/remove-field.ts';
import { hasExample, sampleValue } from '../../fixes/sample-value.ts';
import { insertInto } from '../../fixes/set-field.ts';
import { splitNetwork } from '../../fixes/split-network.ts';
import { fieldLines, writeField, writeValue } from '../../fixes/write-field.ts';
import { writeScalar } from '../../fixes/write-scalar.ts';
import type { Resource } from '../../objects/resource.ts';
import type { RuleContributions } from '../../query/view.ts';
import type { JsonValue, StructuralSchema } from '../../schemas/structural-schema.ts';
import { keyPositionIn } from '../../syntax/key-positions.ts';
import { childOf, entryOf, type NodePath, nodeAt } from '../../syntax/lookup.ts';
import type { MapNode, Node } from '../../syntax/node.ts';
import { parseDocument } from '../../syntax/parse-document.ts';
import { readScalar } from '../../syntax/read-scalar.ts';
import { nearestTo } from '../../text/similar-names.ts';
import type { TextChange } from '../../text/span.ts';
import type { Problem } from '../../validation/problem.ts';
import { accepts, acceptsExceptMissing, problemCount } from './accepts.ts';
import { collectionFixes } from './collection-fixes.ts';
import { hasUnsetCounterpart, isSibling, type VersionKnowledge } from './counterparts.ts';
import { movedInner } from './move-renamed.ts';
import { convertedValue, fieldOfThisVersion, groupOfApiVersion } from './other-version.ts';
import { renameField, renameTo } from './rename-field.ts';

/** What providers state about fields. */
type FieldKnowledge = VersionKnowledge & Pick<RuleContributions, 'certainValueOf' | 'fieldSynonyms'>;

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
  if (code === 'wrong-type') {
    // What the tables of a migration know is more exact than what the schema implies.
    const converted = convertedValue(resource, problem, contributions);
    const collection = converted.length > 0 ? converted : collectionFixes(resource, problem);
    if (collection.length > 0) return collection;
  }
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
  if (!held || node.alias) return [];
  const known = contributions.counterpartOf(resource, problem.path);
  if (!known) return renameField(resource, problem, held, contributions.fieldSynonyms);
  return isSibling(problem.path, known.path)
    ? renameTo([String(known.path.at(-1))], resource, problem, held, acceptsExceptMissing)
    : [];
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
  if (!schema || value === undefined || isEmptyCollection(value) || !takes(schema, key, value)) return [];
  const isExample = hasExample(value);
  if (typeof value === 'string' || typeof value === 'number')
    return fixIn(`Add ${key}${isExample ? ' with an example value' : ''}: ${value}`, resource, add(value));
  const wrapped = rest.reduceRight<JsonValue>((inner, each) => ({ [each]: inner }), value);
  const title =
    typeof value === 'object' ? `Add ${key}${isExample ? ' with example values' : ''}` : `Add ${key}: ${value}`;
  const { document } = resource;
  const change = written ? writeValue(document, node, written, wrapped) : writeField(document, node, first, wrapped);
  return fixIn(title, resource, change);
}

/** An empty list or map contains nothing, and is mostly the next mistake. */
function isEmptyCollection(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
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
  const known = contributions.counterpartOf(resource, problem.path);
  const inner = known ? [] : movedInner(resource, problem, kind, contributions);
  const kept = known
    ? fieldOfThisVersion(resource, problem, kind, known, contributions)
    : inner.length > 0
      ? inner
      : renameField(resource, problem, held, contributions.fieldSynonyms);
  // Removing the field would lose what the author wrote.
  if (kept.length > 0) return kept;
  if (hasUnsetCounterpart(resource, problem, contributions)) return [];
  const isMisspelled = suggestedNames(node.text, problem.candidates ?? [], contributions.fieldSynonyms).length > 0;
  const places = known ? [] : placesBelow(problem, map, node.text);
  const [place, ...others] = places.filter(({ isRequired }) => isRequired);
  if (place && others.length === 0) return moveTo(resource, map, entry, kind, { path: place.path, name: node.text });
  return [
    ...(known ? [] : moveField(resource, map, entry, kind, accepts)),
    ...(!isMisspelled && places.length === 0 && canLack(problem, map, entry)
      ? fixIn(`Remove ${node.text}`, resource, removeField(resource.document, map, node))
      : []),
  ];
}

/** A map of a manifest has fewer fields. In a larger one, all fields are not compared for each unknown one. */
const MAX_COMPARED_FIELDS = 100;

interface PlaceBelow {
  readonly path: NodePath;
  readonly isRequired: boolean;
}

/** Returns the objects in a map that can have a field but lack it: the field may be one level too high. */
function placesBelow({ path, schema }: Problem, map: MapNode, name: string): readonly PlaceBelow[] {
  if (map.entries.length > MAX_COMPARED_FIELDS) return [];
  const holder = path.slice(0, -1);
  return map.entries.flatMap(({ key, value }) => {
    if (key.kind !== 'scalar' || childOf(value, name)) return [];
    const isName = holder.length === 0 && key.text === 'metadata' && name === 'name';
    const property = schema?.properties?.[key.text];
    if (!isName && !property?.properties?.[name]) return [];
    return [{ path: [...holder, key.text], isRequired: isName || property?.required?.includes(name) === true }];
  });
}

/** Returns true if removing an entry of a map does not cause another problem, such as too few fields. */
function canLack({ schema }: Problem, map: MapNode, entry: MapNode['entries'][number]): boolean {
  if (map.entries.length > MAX_COMPARED_FIELDS) return true;
  const entries = map.entries.filter((each) => each !== entry);
  return !schema || problemCount(schema, { ...map, entries }) < problemCount(schema, map);
}

/** Adds quotes if the schema requires a string; removes quotes if the content is a valid number or boolean. */
function otherType(
  resource: Resource,
  { schema, path }: Problem,
  node: Extract<Node, { kind: 'scalar' }>,
): readonly Fix[] {
  const key = String(path.at(-1));
  const change = (newText: string): TextChange => ({ span: node.span, newText });
  if (
    schema?.type === 'string' &&
    node.style === 'plain' &&
    !isShortVersion(key, node.text) &&
    accepts(schema, { ...node, style: 'double' })
  )
    return fixIn(`Add quotes: ${JSON.stringify(node.text)}`, resource, change(JSON.stringify(node.text)), true);
  if (node.style !== 'single' && node.style !== 'double') return [];
  const plain = readScalar({ ...node, style: 'plain' });
  const fits = plain.type === schema?.type || (plain.type === 'integer' && schema?.type === 'number');
  if (!fits) return [];
  // Kubernetes reads `yes` as true, but `true` is clear.
  const value = plain.type === 'boolean' ? String(plain.value) : node.text;
  const title = value === node.text ? `Remove quotes: ${value}` : `Change to ${value}`;
  return fixIn(title, resource, change(value), true);
}

/** A version of one or two numbers is incomplete, also with quotes. */
function isShortVersion(key: string, text: string): boolean {
  return key === 'version' && /^\d+(\.\d+)?$/.test(text);
}
