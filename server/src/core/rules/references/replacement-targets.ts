import type { Fix } from '../../findings/finding.ts';
import { fixIn } from '../../fixes/fix.ts';
import { writeScalar } from '../../fixes/write-scalar.ts';
import type { Reference } from '../../objects/references.ts';
import type { Resource } from '../../objects/resource.ts';
import { isTemplate } from '../../objects/template-text.ts';
import type { View } from '../../query/view.ts';
import { groupBy } from '../../text/group-by.ts';
import { memoize } from '../../text/memoize.ts';
import { differOnlyInNumbers, SimilarNames } from '../../text/similar-names.ts';
import { isSubdomain } from '../../validation/names.ts';

/** The number of objects that are offered if no name is similar, and of objects that are tried for that. */
const MAX_OTHERS = 5;
const MAX_TRIED = 50;

/** Returns objects by name. Cached, because thousands of references can be missing among the same objects. */
export const indexByName = memoize((objects: readonly Resource[]) => {
  // An object with an invalid name is rejected.
  const named = objects.filter(({ name = '' }) => isTemplate(name) || isSubdomain(name));
  const byName = groupBy(named, ({ name = '' }) => name);
  return { byName, similar: new SimilarNames(byName.keys()) };
});

/** Returns fixes that refer to the first suitable objects, among the first `MAX_TRIED`, whose names are not similar. */
export function replaceBySuitable(
  reference: Reference,
  resource: Resource,
  names: Iterable<string>,
  view: View,
): readonly Fix[] {
  const found: string[] = [];
  let left = MAX_TRIED;
  for (const name of names) {
    if (found.length === MAX_OTHERS || left-- === 0) break;
    if (!view.contributions.isUnsuitableTarget(resource, reference, name)) found.push(name);
  }
  return found.flatMap((name) =>
    fixIn(
      `Refer to ${reference.target.kind} "${name}" instead`,
      resource,
      writeScalar(reference.nameNode, name),
      false,
    ),
  );
}

/** Returns the object that was certainly meant: the only one with a similar name, and nothing refers to it. */
export function typoOf(
  name: string,
  near: readonly string[],
  alike: readonly Resource[],
  view: View,
): Resource | undefined {
  const [only] = alike;
  if (near.length !== 1 || alike.length !== 1 || !only?.name) return undefined;
  if (differOnlyInNumbers(only.name, name)) return undefined;
  return view.referrersTo(only).length === 0 ? only : undefined;
}

/** Returns the fix that refers to another name. */
export function changeName(reference: Reference, resource: Resource, to: string, certain: boolean): readonly Fix[] {
  return fixIn(`Change to "${to}"`, resource, writeScalar(reference.nameNode, to), certain);
}
