import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { controlPlaneOf, infrastructureOf } from '../../../cluster-api/cluster-parts.ts';
import { alsoInTopology } from '../../../cluster-api/in-topology.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { isChecked, mustMatch } from '../../../kamaji-control-plane/infrastructure-kinds.ts';
import { SINCE_INGRESS } from '../../../kamaji-control-plane/published-endpoint.ts';
import { expectedPort, publishedPort } from '../../endpoint-ports.ts';

/** Source: as for endpoint-host-mismatch. The provider compares ports as numbers. */
export const endpointPortMismatch = defineRule({
  id: 'endpoint-port-mismatch',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [Cluster],
  summary: 'The infrastructure cluster and the Kamaji control plane have different endpoint ports.',

  check: alsoInTopology(function* (cluster, view) {
    const controlPlane = controlPlaneOf(cluster, view);
    const infrastructure = infrastructureOf(cluster, view);
    if (!controlPlane || !infrastructure || !mustMatch(infrastructure)) return;
    const expected = expectedPort(infrastructure);
    const published = publishedPort({ cluster, controlPlane, infrastructure });
    if (!expected || !published || expected.port === published.port) return;
    const isOutdated = published.before012 === expected.port;
    const why = isChecked(infrastructure.kind)
      ? ''
      : `A webhook of ${infrastructure.kind} rejects the change when the Kamaji provider writes the published port. `;
    const outcome = `${why}${isOutdated ? 'With Kamaji provider v0.12.0 and later, ' : ''}${nameOf(cluster)} never becomes ready.`;
    const fixes = [...expected.take(published.port), ...published.take(expected.port)];
    for (const [here, there] of [
      [expected, published],
      [published, expected],
    ] as const)
      if (here.node)
        yield {
          resource: here.resource,
          node: here.node,
          path: here.path,
          message: `API server port mismatch: ${here.description}, but ${there.description}. ${outcome}`,
          related: there.node ? [{ place: placeOf(there.resource, there.node), message: `${there.description}.` }] : [],
          fixes: here === expected ? fixes : fixes.toReversed(),
          relatedVersions: [controlPlane, infrastructure],
          ...(isOutdated ? { releases: SINCE_INGRESS } : {}),
          ...(isChecked(infrastructure.kind) ? {} : { severity: 'warning' }),
        } satisfies Report;
  }),
});
