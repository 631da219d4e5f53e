import { isUnsure } from '../../core/facts/field-values.ts';
import { isKind } from '../../core/objects/group-kind.ts';
import { operationsOf, type PatchOperation } from '../../core/objects/json-patch.ts';
import type { Resource } from '../../core/objects/resource.ts';
import type { View } from '../../core/query/view.ts';
import type { StructuralSchema } from '../../core/schemas/structural-schema.ts';
import { entryOf, type NodePath, nodeAt, pathText, scalarAt } from '../../core/syntax/lookup.ts';
import type { Node, ScalarNode } from '../../core/syntax/node.ts';
import type { StoredObject } from '../../core/validation/stored-object.ts';
import { isNull } from '../../core/validation/unknowable.ts';
import { ClusterClass } from './kinds.ts';
import { selectionsOf, type Template } from './patch-selection.ts';

/** A definition of an inline patch of a ClusterClass. */
export interface Definition {
  readonly patch: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** The selected templates; undefined if some are unknown. */
  readonly templates: readonly Template[] | undefined;
  readonly operations: readonly ClassOperation[];
  /** True if an external patch runs before. */
  readonly isAfterExternal: boolean;
}

export interface ClassOperation extends PatchOperation {
  /** The path of the operation in the class. */
  readonly at: NodePath;
  /** The value of `valueFrom.variable`. */
  readonly variable?: ScalarNode;
}

/** Returns the definitions of the patches of a ClusterClass, in the order in which they are applied. */
export function definitionsOf(clusterClass: Resource): readonly Definition[] {
  const patches = nodeAt(clusterClass.root, ['spec', 'patches']);
  if (patches?.kind !== 'sequence' || isUnsure(patches)) return [];
  const found: Definition[] = [];
  let isAfterExternal = false;
  for (const [index, patch] of patches.items.entries()) {
    const definitions = nodeAt(patch, ['definitions']);
    const name = scalarAt(patch, ['name'])?.text ?? String(index);
    isAfterExternal ||= nodeAt(patch, ['external']) !== undefined;
    if (definitions?.kind !== 'sequence') continue;
    for (const [position, node] of definitions.items.entries()) {
      const path = ['spec', 'patches', index, 'definitions', position];
      const definition = definitionIn(clusterClass, node, path);
      if (definition) found.push({ ...definition, patch: name, isAfterExternal });
    }
  }
  return found;
}

function definitionIn(
  resource: Resource,
  node: Node,
  path: NodePath,
): Omit<Definition, 'patch' | 'isAfterExternal'> | undefined {
  const [apiVersion, kind] = ['apiVersion', 'kind'].map((key) => scalarAt(node, ['selector', key]));
  const list = nodeAt(node, ['jsonPatches']);
  if (!apiVersion || !kind || isUnsure(apiVersion) || isUnsure(kind) || list?.kind !== 'sequence') return undefined;
  const selected = selectionsOf({ resource, node, path }).map(({ templates }) =>
    templates?.filter((each) => each.kind === kind.text && each.apiVersion === apiVersion.text),
  );
  const operations = list.items.flatMap((item, index) => {
    const [operation] = operationsOf({ ...list, items: [item] });
    const variable = scalarAt(item, ['valueFrom', 'variable']);
    const at = [...path, 'jsonPatches', index];
    return operation ? [{ ...operation, at, ...(variable ? { variable } : {}) }] : [];
  });
  const isKnown = selected.every((templates) => templates !== undefined);
  const templates = isKnown ? selected.flatMap((each) => each ?? []) : undefined;
  return { apiVersion: apiVersion.text, kind: kind.text, templates, operations };
}

/**
 * Returns how many steps of the path of an operation exist in a template, if JSON patch needs more; undefined if the
 * operation can be applied, or if that is unknown.
 */
export function missingStep(
  { op, path: { steps } }: PatchOperation,
  template: Resource,
  { root, schema, isConverted }: StoredObject,
): number | undefined {
  if (op === 'add') return firstMissing(root, schema, steps.slice(0, -1), isConverted);
  const missing = firstMissing(template.root, schema, steps, false);
  if (missing === undefined) return undefined;
  const path = steps.map(({ text }) => text);
  const stored = nodeAt(root, path);
  const isZero = stored?.kind === 'scalar' && ['', '0', 'false'].includes(stored.text);
  if (stored && !isZero) return undefined;
  return isConverted && areStructs(path.slice(missing), path.slice(0, missing), schema) ? undefined : missing;
}

/** Returns true if all `steps` below `parent` are objects with fixed fields, which the conversion to Go types creates. */
function areStructs(steps: readonly string[], parent: readonly string[], schema: StructuralSchema): boolean {
  let at = parent.reduce<StructuralSchema | undefined>(fieldIn, schema);
  for (const step of steps) {
    if (at?.properties === undefined) return false;
    at = fieldIn(at, step);
    if (!isStruct(at)) return false;
  }
  return true;
}

/** Returns the index of the first step that does not exist. With `hasStructs`, all objects with fixed fields exist. */
function firstMissing(
  root: Node,
  schema: StructuralSchema,
  steps: PatchOperation['path']['steps'],
  hasStructs: boolean,
): number | undefined {
  let node: Node | undefined = root;
  let at: StructuralSchema | undefined = schema;
  for (const [index, { text }] of steps.entries()) {
    if (node && (node.kind === 'scalar' || isUnsure(node))) return undefined;
    if (node?.kind === 'sequence') {
      if (node.items.length > 0) return undefined;
      return index < steps.length - 1 ? index : undefined;
    }
    const child: Node | undefined = entryOf(node, text)?.value;
    at = at && fieldIn(at, text);
    if (child && isNull(child)) return undefined;
    if (!child && (at?.default !== undefined || node?.entries.some(({ key }) => isUnsure(key)))) return undefined;
    if (!child && !(hasStructs && isStruct(at))) return index;
    node = child;
  }
  return undefined;
}

function fieldIn(schema: StructuralSchema | undefined, step: string): StructuralSchema | undefined {
  const { properties, additionalProperties, items } = schema ?? {};
  if (items) return items;
  if (properties && Object.hasOwn(properties, step)) return properties[step];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

function isStruct(schema: StructuralSchema | undefined): boolean {
  return schema?.type === 'object' && schema.properties !== undefined;
}

/** True if an earlier operation can write the first `length` steps of a path. */
export function mayWrite(earlier: PatchOperation, { path: { steps } }: PatchOperation, length: number): boolean {
  const other = earlier.path.steps;
  const common = Math.min(other.length, length);
  return other.slice(0, common).every(({ text }, index) => text === steps[index]?.text);
}

/** Returns the schema of the value at the path of an operation. */
export function schemaOfValue({ path }: PatchOperation, schema: StructuralSchema): StructuralSchema | undefined {
  return path.steps.reduce<StructuralSchema | undefined>((at, { text }) => fieldIn(at, text), schema);
}

/** True if no ClusterClass in the workspace uses a template, or if a patch of one can change it. */
export function mayBePatched(template: Resource, view: Pick<View, 'referrersTo'>): boolean {
  const classes = view.referrersTo(template).filter(({ resource }) => isKind(resource, ClusterClass));
  return classes.length === 0 || classes.some(({ resource }) => hasPatchFor(resource, template.kind));
}

/** True if a ClusterClass has a patch for a kind of template, or one with unknown targets. */
export function hasPatchFor({ root }: Resource, kind: string): boolean {
  const patches = nodeAt(root, ['spec', 'patches']);
  if (patches?.kind !== 'sequence') return patches !== undefined;
  return patches.items.some((patch) => {
    const definitions = nodeAt(patch, ['definitions']);
    if (definitions?.kind !== 'sequence') return true;
    return definitions.items.some((each) => scalarAt(each, ['selector', 'kind'])?.text === kind);
  });
}

/** Returns the text of the path of an operation, in the form of other paths: `a.b[0]`. */
export function stepsText(steps: readonly string[]): string {
  return pathText(steps.map((step): NodePath[number] => (/^\d+$/.test(step) ? Number(step) : step)));
}
