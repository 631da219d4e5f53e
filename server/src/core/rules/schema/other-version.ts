import type { Fix } from '../../findings/finding.ts';
import { fixAcross, fixIn } from '../../fixes/fix.ts';
import { removeField } from '../../fixes/remove-field.ts';
import { scalarText } from '../../fixes/write-scalar.ts';
import { type Resource, splitApiVersion } from '../../objects/resource.ts';
import type { FieldCounterpart } from '../../query/view.ts';
import type { StructuralSchema } from '../../schemas/structural-schema.ts';
import { applyChanges } from '../../syntax/diagnosis/syntax-problem.ts';
import { keyPositionIn, keysOf } from '../../syntax/key-positions.ts';
import { documentContaining } from '../../syntax/list-parts.ts';
import { childOf, entryOf, type NodePath, nodeAt, pathText } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { parseDocument } from '../../syntax/parse-document.ts';
import type { TextChange } from '../../text/span.ts';
import type { Problem } from '../../validation/problem.ts';
import { isUnknowable } from '../../validation/unknowable.ts';
import { accepts, acceptsExceptMissing } from './accepts.ts';
import { isHarmless, isSibling, type VersionKnowledge } from './counterparts.ts';
import { moveRenamed } from './move-renamed.ts';
import { renameTo } from './rename-field.ts';

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
