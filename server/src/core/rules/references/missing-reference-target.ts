import type { Fix, Severity } from '../../findings/finding.ts';
import { fixIn } from '../../fixes/fix.ts';
import { writeScalar } from '../../fixes/write-scalar.ts';
import type { Reference } from '../../objects/references.ts';
import type { Resolution } from '../../objects/resolution.ts';
import { nameOf, type Resource } from '../../objects/resource.ts';
import type { View } from '../../query/view.ts';
import { nearestTo } from '../../text/edit-distance.ts';
import { defineRule, placeOf } from '../rule.ts';
import { createObject } from './create-object.ts';

/**
 * Source: the reference tables of Cluster API v1.14 and CAPM3 v1.13; every controller there waits and asks again.
 * Not judged: references to objects that others usually make (a Secret, a DataStore), and references into a kind of
 * which the manifests at hand hold no object, since it may live in the cluster.
 */
export const missingReferenceTarget = defineRule({
  id: 'missing-reference-target',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  summary: 'A reference names an object that no manifest defines, among manifests that define others of its kind.',

  *check(resource, view) {
    for (const reference of resource.references) {
      const resolution = view.resolve(resource, reference);
      if (resolution.kind !== 'absent') continue;
      const { severity, reason, remedy, fixes, related } = explain(resource, reference, resolution, view);
      yield {
        resource,
        node: reference.nameNode,
        path: reference.path,
        severity,
        message: `${reason}: ${nameOf(resource)} ${reference.field.consequence}. ${remedy}`,
        related: related.map((other) => ({
          place: placeOf(other, other.nameNode ?? other.root),
          message: `${nameOf(other)}${other.namespace ? ` in namespace "${other.namespace}"` : ''} is here.`,
        })),
        fixes: [...fixes.rename, ...fixes.others, ...createObject(resource, reference, view)],
      };
    }
  },
});

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
  { others, elsewhere }: Extract<Resolution, { kind: 'absent' }>,
  view: View,
): Explanation {
  const { kind, name, namespace = resource.namespace } = reference.target;
  const [stranger] = elsewhere;
  if (stranger)
    return {
      severity: 'error',
      reason: `${kind} "${name}" is in namespace "${stranger.namespace}", and is looked for in "${namespace}"`,
      remedy: 'Put both into one namespace.',
      fixes: { rename: [], others: [] },
      related: elsewhere,
    };
  const names = others.flatMap((other) => other.name ?? []);
  const near = nearestTo(name, names);
  const slip = slipOf(name, near, others, view);
  return {
    severity: slip ? 'error' : 'warning',
    reason: `No ${kind} is named "${name}"`,
    remedy: near[0] === undefined ? 'Correct the name, or define the object.' : `Did you mean "${near[0]}"?`,
    fixes: {
      rename: near.flatMap((other) => rename(reference, resource, other, slip?.name === other)),
      others: [...new Set(names)]
        .filter((other) => !near.includes(other) && !view.contributions.isUnsuitableTarget(resource, reference, other))
        .slice(0, MOST_OTHERS)
        .flatMap((other) => rename(reference, resource, other, false)),
    },
    related: others.filter((other) => other.name === near[0]),
  };
}

const MOST_OTHERS = 5;

/** The object that was certainly meant: the only one with a like name, and nothing refers to it otherwise. */
function slipOf(name: string, near: readonly string[], others: readonly Resource[], view: View): Resource | undefined {
  const alike = others.filter((other) => other.name === near[0]);
  const [only] = alike;
  if (near.length !== 1 || alike.length !== 1 || !only?.name) return undefined;
  // `pool-1` and `pool-2` are two pools, not a slip of the finger.
  if (only.name.replace(/\d+/g, '') === name.replace(/\d+/g, '')) return undefined;
  return view.referrersTo(only).length === 0 ? only : undefined;
}

function rename(reference: Reference, resource: Resource, to: string, certain: boolean): readonly Fix[] {
  return fixIn(
    `Refer to ${reference.target.kind} "${to}" instead`,
    resource,
    writeScalar(reference.nameNode, to),
    certain,
  );
}
