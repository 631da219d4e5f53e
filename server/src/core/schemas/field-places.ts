import { groupPairs } from '../text/group-by.ts';
import type { StructuralSchema } from './structural-schema.ts';

/** An object in a schema that has a field. */
export interface FieldPlace {
  /** The path of the object. */
  readonly path: readonly string[];
  /** Of the field. */
  readonly schema: StructuralSchema;
}

/**
 * Returns the objects below a schema that have each field, by its name, except in lists, whose items have no unique path.
 * `isEntered` returns true for the paths of objects to look into.
 */
export function fieldPlaces(
  schema: StructuralSchema,
  isEntered: (path: readonly string[]) => boolean,
): ReadonlyMap<string, readonly FieldPlace[]> {
  const places: (readonly [field: string, place: FieldPlace])[] = [];
  const visit = ({ properties }: StructuralSchema, path: readonly string[]) => {
    for (const [key, property] of Object.entries(properties ?? {})) {
      if (path.length > 0) places.push([key, { path, schema: property }]);
      const inner = [...path, key];
      if (property.properties && isEntered(inner)) visit(property, inner);
    }
  };
  visit(schema, []);
  return groupPairs(places);
}
