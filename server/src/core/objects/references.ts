import { internKey } from '../syntax/intern-key.ts';
import { type NodePath, scalarAt } from '../syntax/lookup.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import { fits, type PatternTree } from '../syntax/path-pattern.ts';
import { memoize } from '../text/memoize.ts';
import type { GroupKind } from './group-kind.ts';
import type { ReferenceField } from './reference-field.ts';

/** A reference to another object. */
export interface Reference {
  readonly field: ReferenceField;
  /** From the root of the document to the scalar with the name. */
  readonly path: NodePath;
  readonly nameNode: ScalarNode;
  /** True if the name is a part of a longer text. `nameNode` is that part. */
  readonly isPart?: true;
  readonly target: GroupKind & {
    readonly name: string;
    /** Set if the reference states a namespace, and the field respects it. */
    readonly namespace?: string;
  };
}

/** The part of the object model that is used to find references. */
export interface ReferenceModel {
  referenceFieldsOf(kind: GroupKind): readonly ReferenceField[];
  referencePatternsOf(kind: GroupKind): PatternTree<ReferenceField> | undefined;
}

/** Returns the references in a tree of an object of kind `from`. */
export function findReferences(from: GroupKind, root: Node, model: ReferenceModel): readonly Reference[] {
  const found: Reference[] = [];
  for (const { value: field, node, path } of model.referencePatternsOf(from)?.matches(root) ?? []) {
    const reference = referenceIn(field, node, path, root);
    if (reference) found.push(reference);
  }
  // A copy, because an array that grows has spare memory.
  return found.length === 0 ? NONE : found.slice();
}

const NONE: readonly Reference[] = [];

/** A place in a reference. */
export interface ReferencePlace {
  readonly field: ReferenceField;
  /** The path of the reference. */
  readonly path: NodePath;
  /** The key below it, such as `name`; absent at the reference itself. */
  readonly part?: string;
}

/** Returns the reference field of a kind at a path or around it, whether the field is set or not. */
export function referencePlaceAt(from: GroupKind, path: NodePath, model: ReferenceModel): ReferencePlace | undefined {
  for (const field of model.referenceFieldsOf(from)) {
    if (fits(field.pattern, path)) return { field, path };
    const part = path.at(-1);
    if (typeof part === 'string' && fits(field.pattern, path, path.length - 1))
      return { field, path: path.slice(0, -1), part };
  }
  return undefined;
}

/** Returns the group and kind that a partial reference states. */
export function statedTarget(node: Node | undefined): Partial<GroupKind> {
  const apiVersion = scalarAt(node, ['apiVersion'])?.text;
  const slash = apiVersion?.lastIndexOf('/') ?? -1;
  const group = scalarAt(node, ['apiGroup'])?.text || (slash > 0 ? apiVersion?.slice(0, slash) : undefined);
  const kind = scalarAt(node, ['kind'])?.text;
  return { ...(group === undefined ? {} : { group }), ...(kind ? { kind } : {}) };
}

/** Returns true if a partial reference states a kind. An absent group can be the right one. */
export function statesKind(node: Node | undefined, { group, kind }: GroupKind): boolean {
  const stated = statedTarget(node);
  return stated.kind === kind && (stated.group ?? group) === group;
}

function referenceIn(field: ReferenceField, node: Node, path: NodePath, root: Node): Reference | undefined {
  if (node.kind === 'sequence') return undefined;
  const nameNode = node.kind === 'scalar' ? scalarAt(node, []) : scalarAt(node, ['name']);
  const target = node.kind === 'scalar' ? field.target : writtenTarget(field, node);
  // An empty name is an incomplete reference.
  if (!nameNode?.text || !target) return undefined;
  const namespace = statedNamespace(field, root, path);
  return {
    field,
    path: node.kind === 'scalar' ? path : pathOfName(path),
    nameNode,
    target: {
      group: internKey(target.group),
      kind: internKey(target.kind),
      name: nameNode.text,
      ...(namespace ? { namespace } : {}),
    },
  };
}

/** Returns the same array for the same place in all objects, unless it contains an index: references of closed files are kept. */
function pathOfName(path: NodePath): NodePath {
  return path.some((step) => typeof step === 'number') ? withName(path) : sharedWithName(path);
}

/** Unlike spreading, `concat` allocates no spare memory. */
const withName = (path: NodePath): NodePath => path.concat('name');
const sharedWithName = memoize(withName);

/**
 * Returns the namespace that a reference states, if the field supports it: in the reference itself, or next to a bare
 * name.
 */
export function statedNamespace(
  { namespace, namespaceKey }: ReferenceField,
  root: Node,
  path: NodePath,
): string | undefined {
  if (namespace !== 'written') return undefined;
  return scalarAt(root, namespaceKey ? [...path.slice(0, -1), namespaceKey] : [...path, 'namespace'])?.text;
}

/**
 * Returns the group and kind that a reference states (`apiVersion` in v1beta1, `apiGroup` in v1beta2); missing parts
 * come from the field.
 */
function writtenTarget(field: ReferenceField, node: Node): GroupKind | undefined {
  if (!field.statesKind) return field.target;
  const stated = statedTarget(node);
  const kind = stated.kind ?? field.target?.kind;
  const group = stated.group ?? field.target?.group;
  return group !== undefined && kind ? { group, kind } : undefined;
}
