import type { NodePath } from '../syntax/lookup.ts';
import type { ScalarNode } from '../syntax/node.ts';
import { matches, type PathPattern } from '../syntax/path-pattern.ts';
import type { PlacedScalar } from '../syntax/scalars.ts';
import type { LocalReferenceField } from './reference-field.ts';
import type { Resource } from './resource.ts';

/** A place that names something of the same object. */
export interface LocalReference {
  readonly field: LocalReferenceField;
  readonly name: string;
  readonly nameNode: ScalarNode;
  readonly path: NodePath;
  /** Where the name is given; empty where nothing has it, several where more than one does. */
  readonly targets: readonly PlacedScalar[];
  /** Every name that could be meant. */
  readonly known: readonly PlacedScalar[];
}

/** In the order of the table, then of the text. */
export function localReferencesOf(resource: Resource): readonly LocalReference[] {
  return resource.model.localReferenceFieldsOf(resource).flatMap((field) => {
    const naming = scalarsAt(resource, [field.pattern]);
    if (naming.length === 0) return [];
    const known = scalarsAt(resource, field.definitions);
    return naming.map(({ node, path }) => ({
      field,
      name: node.text,
      nameNode: node,
      path,
      targets: known.filter((each) => each.node.text === node.text),
      known,
    }));
  });
}

/** Every name of the kind that a field names. */
export function localDefinitionsOf(resource: Resource, field: LocalReferenceField): readonly PlacedScalar[] {
  return scalarsAt(resource, field.definitions);
}

/** A field by which the name that is given at a scalar would be named; undefined where none is given there. */
export function localDefinitionAt(resource: Resource, node: ScalarNode): LocalReferenceField | undefined {
  return resource.model
    .localReferenceFieldsOf(resource)
    .find((field) => localDefinitionsOf(resource, field).some((each) => each.node === node));
}

/** The places that name what is defined at a scalar. */
export function localReferencesTo(resource: Resource, definition: ScalarNode): readonly LocalReference[] {
  return localReferencesOf(resource).filter(({ targets }) => targets.some(({ node }) => node === definition));
}

function scalarsAt({ root }: Resource, patterns: readonly PathPattern[]): readonly PlacedScalar[] {
  return patterns
    .flatMap((pattern) => matches(root, pattern))
    .flatMap(({ node, path }) => (node.kind === 'scalar' && node.text !== '' ? [{ node, path }] : []));
}
