import type { Reference } from '../../core/objects/references.ts';
import { nameOf, type Resource } from '../../core/objects/resource.ts';
import { withChanges } from '../../core/objects/resource-of.ts';
import type { View } from '../../core/query/view.ts';
import type { Report } from '../../core/rules/rule.ts';
import { nodeAt } from '../../core/syntax/lookup.ts';
import { hasPatchFor } from './class-patches.ts';
import { CONTROL_PLANE_REF, INFRASTRUCTURE_REF } from './references.ts';
import { classOf } from './topology-class.ts';

type Check = (cluster: Resource, view: View) => Iterable<Report>;

/**
 * Returns a check of Clusters that also applies to those with a topology: for them, it sees the control plane and the
 * infrastructure cluster that Cluster API creates from the templates of the ClusterClass, unless a patch can change them. Its
 * reports are about the templates, and have no fixes: a template can have several Clusters.
 */
export function alsoInTopology(check: Check): Check {
  return function* (cluster, view) {
    const clusterClass = classOf(cluster, view);
    if (!clusterClass) {
      yield* check(cluster, view);
      return;
    }
    const objects = [
      objectIn(clusterClass, 'controlPlane', CONTROL_PLANE_REF, view),
      objectIn(clusterClass, 'infrastructure', INFRASTRUCTURE_REF, view),
    ].flatMap((each) => each ?? []);
    if (objects.length === 0) return;
    const built = withChanges(cluster, {
      references: [...cluster.references, ...objects.map(({ reference }) => reference)],
    });
    const original = (resource: Resource) =>
      resource === built ? cluster : (objects.find(({ object }) => object === resource)?.template ?? resource);
    const builtView: View = {
      ...view,
      resolve: (from, reference) => {
        const found = objects.find((each) => each.reference === reference);
        return found ? { kind: 'object', resource: found.object } : view.resolve(original(from), reference);
      },
      referrersTo: (target) => view.referrersTo(original(target)),
      isComplete: (target) => view.isComplete(original(target)),
    };
    for (const report of check(built, builtView)) yield ofTemplate(report, objects, original);
  };
}

/** An object that Cluster API creates from a template, and the reference to it that it writes to the Cluster. */
interface CreatedObject {
  readonly object: Resource;
  readonly template: Resource;
  readonly reference: Reference;
}

function objectIn(
  clusterClass: Resource,
  part: 'controlPlane' | 'infrastructure',
  field: string,
  view: View,
): CreatedObject | undefined {
  const reference = clusterClass.references.find(({ path }) => path[1] === part && path.length === 4);
  if (!reference?.target.kind.endsWith('Template') || hasPatchFor(clusterClass, reference.target.kind))
    return undefined;
  const found = view.resolve(clusterClass, reference);
  if (found.kind !== 'object' || found.resource.broken || !view.isComplete(found.resource)) return undefined;
  const template = found.resource;
  const root = nodeAt(template.root, PREFIX);
  if (root?.kind !== 'map') return undefined;
  const kind = template.kind.replace(/Template$/, '');
  const pattern = { ...reference.field.pattern, text: field };
  return {
    template,
    object: withChanges(template, { root, kind }),
    reference: {
      ...reference,
      field: { ...reference.field, pattern },
      target: { ...reference.target, kind },
    },
  };
}

/** The path of the object in its template. */
const PREFIX = ['spec', 'template'];

function ofTemplate(report: Report, objects: readonly CreatedObject[], original: (of: Resource) => Resource): Report {
  const renamed = (message: string) =>
    objects.reduce((text, { object, template }) => text.replaceAll(nameOf(object), () => nameOf(template)), message);
  const resource = original(report.resource);
  const isTemplate = objects.some(({ object }) => object === report.resource);
  return {
    ...report,
    resource,
    path: isTemplate ? [...PREFIX, ...report.path] : report.path,
    message: renamed(report.message),
    related: (report.related ?? []).map((each) => ({ ...each, message: renamed(each.message) })),
    fixes: [],
  };
}
