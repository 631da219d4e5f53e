import type { KeySlot, ValueSlot } from '../cursor/cursor.ts';
import { scalarText } from '../fixes/write-scalar.ts';
import type { GroupKind } from '../objects/group-kind.ts';
import { type ReferencePlace, referencePlaceAt, statedNamespace, statedTarget } from '../objects/references.ts';
import type { Resource } from '../objects/resource.ts';
import { schemaAtPath } from '../schemas/schema-at-path.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import { childOf, nodeAt, scalarAt } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import { decodedName } from '../text/uri-text.ts';
import type { Completion } from './completion.ts';
import type { Context } from './context.ts';
import { withoutTrailingSpaces } from './keys.ts';
import type { Value } from './value.ts';
import { valueCompletion } from './values.ts';

/** Returns values for a field of a reference: names of objects, or their kind, API version or namespace. */
export function referenceValues(context: Context, slot: ValueSlot): readonly Completion[] {
  const { known } = context;
  const place = known && referencePlaceAt(known, slot.path, context.input.workspace.model);
  if (!known || !place) return [];
  const schema = schemaAtPath(known.schema, slot.path);
  const offer = (values: readonly Value[]) => values.map((value) => valueCompletion(context, slot, value));
  switch (place.part) {
    case undefined:
      return schema?.type === 'string' ? objectNames(context, slot, place) : [];
    case 'name':
      return objectNames(context, slot, place);
    case 'kind':
      return offer(kindsFor(context, place).map(({ kind, group }) => ({ text: kind, detail: group })));
    case 'apiVersion':
      return offer(apiVersionsFor(context, place));
    case 'apiGroup':
      return offer([...new Set(kindsFor(context, place).map(({ group }) => group))].map((text) => ({ text })));
    case 'namespace':
      return offer(namespacesOf(objectsFor(context, place)));
    default:
      return [];
  }
}

/** Returns complete references if the reference is still empty. */
export function completeReferences(context: Context, slot: KeySlot): readonly Completion[] {
  const { known, cursor, indentation, eol } = context;
  const place = known && referencePlaceAt(known, slot.path, context.input.workspace.model);
  const schema = known && schemaAtPath(known.schema, slot.path);
  const isStarted = slot.map?.entries.some((entry) => entry !== slot.entry) === true;
  if (!place || place.part !== undefined || !schema?.properties?.name || isStarted || slot.isFlow || slot.hasColon)
    return [];
  const { token } = cursor;
  if (token.isFollowed || token.hasBlockBelow) return [];
  const column = slot.isOnNewLine ? slot.column + indentation.step : slot.column;
  const newLine = `${eol}${' '.repeat(column)}`;
  const lead = slot.isOnNewLine ? newLine : token.needsSpace ? ' ' : '';
  return objectsFor(context, place).map((resource) => ({
    label: `${resource.kind} ${resource.name}`,
    filter: `${resource.name} ${resource.kind}`,
    kind: 'object',
    detail: placeOf(context, resource),
    span: token.span,
    insert: [`${lead}${fieldsOf(resource, schema).join(newLine)}`],
    ...(slot.isOnNewLine ? withoutTrailingSpaces(context) : {}),
  }));
}

/** Returns the lines of a reference to an object. */
function fieldsOf(resource: Resource, schema: StructuralSchema): readonly string[] {
  const fields = [...statements(resource, schema), ['name', resource.name ?? '']];
  return fields.map(([key, value]) => `${key}: ${scalarText(value ?? '')}`);
}

/** Returns the fields of a reference apart from the name, in the form of its API version. */
function statements({ apiVersion, group, kind }: Resource, { properties }: StructuralSchema): readonly string[][] {
  return [
    ...(properties?.apiVersion ? [['apiVersion', apiVersion]] : []),
    ...(properties?.apiGroup ? [['apiGroup', group]] : []),
    ...(properties?.kind ? [['kind', kind]] : []),
  ];
}

/** Returns names of candidate objects. Accepting one also inserts the fields that the reference still lacks. */
function objectNames(context: Context, slot: ValueSlot, place: ReferencePlace): readonly Completion[] {
  const { known, cursor } = context;
  const reference = place.part === 'name' ? nodeAt(cursor.root, place.path) : undefined;
  const schema = known && schemaAtPath(known.schema, place.path);
  return objectsFor(context, place).map((resource) => {
    const text = resource.name ?? '';
    const completion = valueCompletion(context, slot, { text, detail: placeOf(context, resource) });
    const missing = reference && schema ? missingStatements(resource, schema, place, reference) : [];
    const { token } = cursor;
    const lead = `${context.eol}${' '.repeat(cursor.token.keyColumn)}`;
    const isPlain = token.style === 'plain' && !token.isFollowed;
    const rest = isPlain ? missing.map(([key, value]) => `${lead}${key}: ${scalarText(value ?? '')}`).join('') : '';
    return { ...completion, kind: 'object', insert: [...completion.insert, rest] };
  });
}

/** If the field always refers to one kind, the kind is inserted only where the schema requires it. */
function missingStatements(
  resource: Resource,
  schema: StructuralSchema,
  { field }: ReferencePlace,
  reference: Node,
): readonly string[][] {
  if (!field.statesKind || reference.kind !== 'map' || reference.flow) return [];
  return statements(resource, schema).filter(
    ([key = '']) => !childOf(reference, key) && (!field.target || schema.required?.includes(key)),
  );
}

/** Returns the kinds that a reference can name: the stated one, else the most common ones and those like them. */
function kindsFor({ input, cursor }: Context, { field, path, part }: ReferencePlace): readonly GroupKind[] {
  const node = nodeAt(cursor.root, path);
  const stated = node?.kind === 'map' ? statedTarget(node) : {};
  if (!field.statesKind) return field.usualTargets;
  const like = input.workspace.kinds.filter(
    ({ group, kind }) =>
      !field.usualTargets.some((each) => each.kind === kind) &&
      field.usualTargets.some((each) => isSimilar(each, { group, kind })),
  );
  const isStated = (key: 'group' | 'kind', value: string) =>
    part === key || (part?.startsWith('api') && key === 'group') || stated[key] === undefined || stated[key] === value;
  const found = [...field.usualTargets, ...like].filter(
    ({ group, kind }) => isStated('group', group) && isStated('kind', kind),
  );
  const { group, kind } = stated;
  return found.length === 0 && group !== undefined && kind !== undefined && part === 'name' ? [{ group, kind }] : found;
}

/**
 * Returns true for kinds of one group with the same suffix: `VSphereMachineTemplate` is like `Metal3MachineTemplate`.
 */
function isSimilar(one: GroupKind, other: GroupKind): boolean {
  return one.group === other.group && other.kind.endsWith(one.kind.replace(/^[A-Z][a-z\d]*/, ''));
}

function objectsFor(context: Context, place: ReferencePlace): readonly Resource[] {
  const { input, cursor, document } = context;
  const documentNamespace = scalarAt(cursor.root, ['metadata', 'namespace'])?.text;
  const stated = statedNamespace(place.field, cursor.root, place.path);
  const namespace = place.part === 'namespace' ? documentNamespace : (stated ?? documentNamespace);
  const isReachable = (resource: Resource) =>
    place.part === 'namespace' ||
    place.field.namespace === 'none' ||
    namespace === undefined ||
    resource.namespace === undefined ||
    resource.namespace === namespace;
  return kindsFor(context, place).flatMap((kind) =>
    input.workspace
      .objectsNear(context, kind)
      .filter((resource) => resource.name && resource.document !== document && isReachable(resource)),
  );
}

function apiVersionsFor(context: Context, place: ReferencePlace): readonly Value[] {
  const { store } = context.input.schemas;
  const kinds = kindsFor(context, place);
  const nearby = kinds.flatMap((kind) => context.objectsNear(kind).slice(0, 5));
  const served = store.kinds
    .filter(({ group }) => kinds.some((kind) => kind.group === group))
    .flatMap(({ group, kind, provider }) => {
      const release = context.targets[provider] ?? store.providerOf(group, kind)?.releases.at(-1) ?? '';
      return store.versionsServed(group, kind, release).map((version) => `${group}/${version}`);
    });
  return [...new Set([...nearby.map(({ apiVersion }) => apiVersion), ...served])].map((text) => ({ text }));
}

function namespacesOf(resources: readonly Resource[]): readonly Value[] {
  return [...new Set(resources.flatMap(({ namespace }) => namespace ?? []))].map((text) => ({ text }));
}

/** Returns a short description of an object's location. */
function placeOf({ file }: Context, { kind, namespace, uri }: Resource): string {
  const name = uri === file.uri ? [] : [decodedName(uri.slice(uri.lastIndexOf('/') + 1))];
  return [kind, ...(namespace ? [namespace] : []), ...name].join(' · ');
}
