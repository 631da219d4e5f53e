import type { Fix, Severity } from '../../findings/finding.ts';
import type { Reference } from '../../objects/references.ts';
import type { Resolution } from '../../objects/resolution.ts';
import { nameOf, type Resource } from '../../objects/resource.ts';
import type { View } from '../../query/view.ts';
import { MAX_RELATED } from '../limits/compared.ts';
import { defineRule, placeOf } from '../rule.ts';
import { createObject } from './create-object.ts';
import { changeName, indexByName, replaceBySuitable, typoOf } from './replacement-targets.ts';

type Absent = Extract<Resolution, { kind: 'absent' }>;

/**
 * Source: the reference fields of the providers, whose controllers retry until the object exists.
 * Not checked: references to objects that are usually created by other means (such as a Secret), and references to kinds
 * without any object in the manifests, because the object may exist in the cluster.
 */
export const missingReferenceTarget = defineRule({
  id: 'missing-reference-target',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  summary: 'A reference to an object that is not defined, although the manifests define other objects of its kind.',

  *check(resource, view) {
    for (const reference of resource.references) {
      const resolution = view.resolve(resource, reference);
      if (resolution.kind !== 'absent') continue;
      if (isWrongNamespace(resource, resolution) && view.contributions.ignoresNamespace(resource, reference)) continue;
      const { severity, reason, remedy, fixes, related } = explain(resource, reference, resolution, view);
      yield {
        resource,
        node: reference.nameNode,
        path: reference.path,
        severity,
        message: `${reason}. ${nameOf(resource)} ${reference.field.consequence}. ${remedy}`,
        related: related.map((other) => ({
          place: placeOf(other, other.nameNode ?? other.root),
          message: `${nameOf(other)}${other.namespace ? ` in namespace "${other.namespace}"` : ''} is defined here.`,
        })),
        fixes: [...fixes.rename, ...createObject(resource, reference, view), ...fixes.others],
      };
    }
  },
});

/** Returns true if the object is in the namespace of the object that references it, which the reference does not name. */
function isWrongNamespace(resource: Resource, { inOtherNamespaces }: Pick<Absent, 'inOtherNamespaces'>): boolean {
  return inOtherNamespaces.some((other) => other.namespace === resource.namespace);
}

interface Explanation {
  readonly severity: Severity;
  readonly reason: string;
  readonly remedy: string;
  readonly fixes: { readonly rename: readonly Fix[]; readonly others: readonly Fix[] };
  readonly related: readonly Resource[];
}

function explain(
  resource: Resource,
  reference: Reference,
  { others, inOtherNamespaces }: Absent,
  view: View,
): Explanation {
  const { kind, name, namespace = resource.namespace } = reference.target;
  const [candidate] = inOtherNamespaces;
  if (candidate)
    return {
      severity: 'error',
      reason: `${kind} "${name}" is in namespace "${candidate.namespace}", not in "${namespace}"`,
      remedy: isWrongNamespace(resource, { inOtherNamespaces })
        ? 'Change the namespace of the reference.'
        : 'Move both objects to the same namespace.',
      fixes: { rename: [], others: [] },
      related: inOtherNamespaces,
    };
  const { byName, similar } = indexByName(others);
  const near = similar.nearestTo(name);
  const alike = byName.get(near[0] ?? '') ?? [];
  const typo = typoOf(name, near, alike, view);
  return {
    severity: typo ? 'error' : 'warning',
    reason: `${kind} "${name}" not found`,
    remedy: near[0] === undefined ? 'Fix the name, or define the object.' : `Did you mean "${near[0]}"?`,
    fixes: {
      rename: near.flatMap((other) => changeName(reference, resource, other, typo?.name === other)),
      others: near.length > 0 ? [] : replaceBySuitable(reference, resource, byName.keys(), view),
    },
    related: alike.slice(0, MAX_RELATED),
  };
}
