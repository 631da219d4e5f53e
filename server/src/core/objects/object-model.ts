import { PatternTree } from '../syntax/path-pattern.ts';
import { groupBy, groupPairs } from '../text/group-by.ts';
import { type GroupKind, keyOf } from './group-kind.ts';
import type { LocalReferenceField, ReferenceField } from './reference-field.ts';
import type { Facet, NamePart, ObjectModel, Resource } from './resource.ts';

/** A provider's tables about its objects. */
export interface ObjectTables {
  readonly references?: readonly ReferenceField[];
  readonly localReferences?: readonly LocalReferenceField[];
  /** Labels whose value is the name of an object, by their keys. */
  readonly nameLabels?: Readonly<Record<string, GroupKind>>;
  /** Returns the parts of longer texts in an object that are names of other objects. */
  readonly nameParts?: (resource: Resource) => readonly NamePart[];
  /** Kinds whose objects own the objects that name them, such as a Cluster. */
  readonly roots?: readonly GroupKind[];
  /** The codicons of kinds; the others get a general one. */
  readonly icons?: readonly (readonly [GroupKind, string])[];
  /** Returns the secondary keys by which an object can be looked up. */
  readonly facets?: (resource: Resource) => Iterable<Facet>;
}

/** Returns the lookups over the tables of all providers. */
export function objectModel(tables: readonly ObjectTables[]): ObjectModel {
  const fields = tables.flatMap(({ references = [] }) => references);
  const byKind = groupBy(fields, ({ from }) => keyOf(from));
  const byTarget = groupPairs(
    fields.flatMap((field) => field.usualTargets.map((kind) => [keyOf(kind), field] as const)),
  );
  const locals = groupBy(
    tables.flatMap(({ localReferences = [] }) => localReferences),
    ({ from }) => keyOf(from),
  );
  const patterns = new Map(
    [...byKind].map(([key, group]) => [key, new PatternTree(group.map((field) => [field.pattern, field] as const))]),
  );
  const groups = new Map(
    fields.flatMap(({ from, usualTargets }) => [from, ...usualTargets]).map(({ group, kind }) => [kind, group]),
  );
  const nameLabels = new Map(tables.flatMap((each) => Object.entries(each.nameLabels ?? {})));
  const nameParts = tables.flatMap((each) => each.nameParts ?? []);
  const facets = tables.flatMap((each) => each.facets ?? []);
  const icons = new Map(
    tables.flatMap((each) => (each.icons ?? []).map(([kind, icon]) => [keyOf(kind), icon] as const)),
  );
  const roots = tables.flatMap((each) => each.roots ?? []);
  return {
    roots,
    iconOf: (kind) => icons.get(keyOf(kind)) ?? DEFAULT_ICON,
    referenceFieldsOf: (kind) => byKind.get(keyOf(kind)) ?? [],
    referencePatternsOf: (kind) => patterns.get(keyOf(kind)),
    fieldsReferringTo: (kind) => byTarget.get(keyOf(kind)) ?? [],
    localReferenceFieldsOf: (kind) => locals.get(keyOf(kind)) ?? [],
    groupOf: (kind) => groups.get(kind),
    nameLabel: (key) => nameLabels.get(key),
    namePartsOf: (resource) => nameParts.flatMap((find) => find(resource)),
    *facetsOf(resource) {
      for (const find of facets) yield* find(resource);
    },
  };
}

const DEFAULT_ICON = 'package';

/** A model without providers: objects only have names. */
export const EMPTY_MODEL: ObjectModel = objectModel([]);
