import type { NodePath } from '../syntax/lookup.ts';
import type { ScalarNode } from '../syntax/node.ts';
import { matches, type PathPattern } from '../syntax/path-pattern.ts';
import type { PlacedScalar } from '../syntax/scalars.ts';
import { groupBy } from '../text/group-by.ts';
import type { LocalReferenceField } from './reference-field.ts';
import type { Resource } from './resource.ts';

/** A reference to something that the same object defines. */
export interface LocalReference {
  readonly field: LocalReferenceField;
  readonly name: string;
  readonly nameNode: ScalarNode;
  readonly path: NodePath;
  /** The definitions; empty if there is none, several if the name is defined more than once. */
  readonly targets: readonly PlacedScalar[];
  /** All definitions that the field could refer to. */
  readonly known: readonly PlacedScalar[];
}

/** Returns the references in the order of the table, then of the text. */
export function localReferencesOf(resource: Resource): readonly LocalReference[] {
  return resource.model.localReferenceFieldsOf(resource).flatMap((field) => {
    const naming = scalarsAt(resource, [field.pattern]);
    if (naming.length === 0) return [];
    const known = scalarsAt(resource, field.definitions);
    const byName = groupBy(known, ({ node }) => node.text);
    return naming.map(({ node, path }) => ({
      field,
      name: node.text,
      nameNode: node,
      path,
      targets: byName.get(node.text) ?? [],
      known,
    }));
  });
}

/** Returns all definitions of the kind that a field refers to. */
export function localDefinitionsOf(resource: Resource, field: LocalReferenceField): readonly PlacedScalar[] {
  return scalarsAt(resource, field.definitions);
}

/** Returns the field that refers to the definition at a scalar; undefined if there is no definition. */
export function localDefinitionAt(resource: Resource, node: ScalarNode): LocalReferenceField | undefined {
  return resource.model
    .localReferenceFieldsOf(resource)
    .find((field) => localDefinitionsOf(resource, field).some((each) => each.node === node));
}

/** Returns the references to the definition at a scalar. */
export function localReferencesTo(resource: Resource, definition: ScalarNode): readonly LocalReference[] {
  return localReferencesOf(resource).filter(({ targets }) => targets.some(({ node }) => node === definition));
}

function scalarsAt({ root }: Resource, patterns: readonly PathPattern[]): readonly PlacedScalar[] {
  return patterns
    .flatMap((pattern) => matches(root, pattern))
    .flatMap(({ node, path }) => (node.kind === 'scalar' && node.text !== '' ? [{ node, path }] : []));
}
