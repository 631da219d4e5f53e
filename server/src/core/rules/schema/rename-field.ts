import type { Fix } from '../../findings/finding.ts';
import { type FieldSynonyms, suggestedNames } from '../../fixes/field-names.ts';
import { fixIn } from '../../fixes/fix.ts';
import { scalarText } from '../../fixes/write-scalar.ts';
import type { Resource } from '../../objects/resource.ts';
import type { StructuralSchema } from '../../schemas/structural-schema.ts';
import { type KeyPosition, keysOf } from '../../syntax/key-positions.ts';
import type { Node } from '../../syntax/node.ts';
import { differOnlyInNumbers } from '../../text/similar-names.ts';
import type { Problem } from '../../validation/problem.ts';
import { accepts } from './accepts.ts';

/** The bundled schemas have fewer fields in one object. */
const MAX_FILTERED = 200;

/** Renames a field to the similar fields that are not set and accept its value. */
export function renameField(
  resource: Resource,
  problem: Problem,
  held: KeyPosition,
  synonyms: FieldSynonyms,
): readonly Fix[] {
  const { candidates = [] } = problem;
  const { key } = held.entry;
  const taken = keysOf(held.map);
  // All names of a large schema are compared at once, also those of fields that are set.
  const free = candidates.length > MAX_FILTERED ? candidates : candidates.filter((candidate) => !taken.has(candidate));
  const names = suggestedNames(key.kind === 'scalar' ? key.text : '', free, synonyms);
  return renameTo(names, resource, problem, held);
}

/** Renames a field to those of some names that are not set and accept its value. */
export function renameTo(
  names: readonly string[],
  resource: Resource,
  { node, schema }: Problem,
  { map, entry }: KeyPosition,
  isAccepted: (schema: StructuralSchema, value: Node) => boolean = accepts,
): readonly Fix[] {
  const taken = keysOf(map);
  const fitting = names.filter((name) => {
    if (taken.has(name)) return false;
    const property = schema?.properties?.[name];
    // The schema of a kind does not list the fields that all kinds have.
    return property ? isAccepted(property, entry.value) : name === 'metadata' && entry.value.kind === 'map';
  });
  const written = entry.key.kind === 'scalar' ? entry.key.text : '';
  return fitting.flatMap((name) =>
    fixIn(
      `Rename to ${name}`,
      resource,
      { span: node.span, newText: scalarText(name) },
      // `ipv6SLAAC` instead of `ipv4SLAAC` would be another setting.
      fitting.length === 1 && !differOnlyInNumbers(name, written),
    ),
  );
}
