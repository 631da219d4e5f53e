import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { controlPlaneOf, infrastructureOf } from '../../../cluster-api/cluster-parts.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { CONFLICTS } from '../../facts/incompatible-releases.ts';

export const incompatibleReleases = defineRule({
  id: 'incompatible-releases',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [Cluster],
  summary: 'The target releases are incompatible with each other for these objects.',

  *check(cluster, view) {
    const controlPlane = controlPlaneOf(cluster, view);
    if (!controlPlane) return;
    const infrastructure = infrastructureOf(cluster, view);
    for (const { releases, severity, applies, problem } of CONFLICTS)
      if (applies(controlPlane, infrastructure))
        yield {
          resource: cluster,
          node: cluster.nameNode ?? cluster.root,
          path: ['metadata', 'name'],
          severity,
          releases,
          relatedVersions: [controlPlane],
          message: `${nameOf(cluster)} ${problem}.`,
        };
  },
});
