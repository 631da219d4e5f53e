import { isSameAddress } from '../../../../core/addresses/addresses.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { nodeAt, pathText, scalarAt } from '../../../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../../../core/syntax/node.ts';
import { controlPlaneOf, infrastructureOf } from '../../../cluster-api/cluster-parts.ts';
import { alsoInTopology } from '../../../cluster-api/in-topology.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { endpointPaths, isChecked, mustMatch } from '../../../kamaji-control-plane/infrastructure-kinds.ts';
import {
  type PublishedEndpoint,
  publishedEndpoints,
  SINCE_INGRESS,
} from '../../../kamaji-control-plane/published-endpoint.ts';
import { hasMalformedHost } from '../../malformed-host.ts';

/**
 * Source: the Kamaji control plane provider, kamajicontrolplane_controller_cluster_patch.go, v0.2.0 and later: it compares
 * the hosts as text and never changes some kinds. Webhooks of other infrastructure providers reject its change.
 */
export const endpointHostMismatch = defineRule({
  id: 'endpoint-host-mismatch',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [Cluster],
  summary: 'The infrastructure cluster and the Kamaji control plane have different endpoint hosts.',

  check: alsoInTopology(function* (cluster, view) {
    const controlPlane = controlPlaneOf(cluster, view);
    const infrastructure = infrastructureOf(cluster, view);
    if (!controlPlane || !infrastructure || !mustMatch(infrastructure)) return;
    const path = endpointPaths(infrastructure)?.host;
    const expected = path && scalarAt(infrastructure.root, path);
    const { current, before012 } = publishedEndpoints(controlPlane);
    if (!path || !expected?.text || isTemplate(expected.text) || !current || expected.text === current.host) return;
    if (
      !nodeAt(cluster.root, ['spec', 'topology']) &&
      hasMalformedHost(infrastructure, expected.text, controlPlane, current)
    )
      return;
    // Correct for releases of the provider that do not read the Ingress.
    const isOutdated = before012?.host === expected.text;
    yield* bothSides({ cluster, controlPlane, infrastructure, path, expected, published: current, isOutdated });
  }),
});

interface Mismatch {
  readonly cluster: Resource;
  readonly controlPlane: Resource;
  readonly infrastructure: Resource;
  /** The host in the infrastructure cluster. */
  readonly path: readonly string[];
  readonly expected: ScalarNode;
  readonly published: PublishedEndpoint;
  readonly isOutdated: boolean;
}

function bothSides({
  cluster,
  controlPlane,
  infrastructure,
  path,
  expected,
  published,
  isOutdated,
}: Mismatch): readonly Report[] {
  const field = String(published.path.at(-1));
  const expects = `${nameOf(infrastructure)} expects ${expected.text}`;
  const publishes = `${nameOf(controlPlane)} publishes ${published.host}`;
  const isCompared = isChecked(infrastructure.kind);
  const sameAddress = isSameAddress(expected.text, published.host)
    ? ' The Kamaji provider compares the hosts as text.'
    : '';
  const why = isCompared
    ? sameAddress
    : ` A webhook of ${infrastructure.kind} rejects the change when the Kamaji provider writes the published host.`;
  const outcome = `${why} ${isOutdated ? 'With Kamaji provider v0.12.0 and later, ' : ''}${nameOf(cluster)} never becomes ready.`;
  const common = {
    relatedVersions: [controlPlane, infrastructure],
    ...(isOutdated ? { releases: SINCE_INGRESS } : {}),
    ...(isCompared ? {} : { severity: 'warning' as const }),
  };
  const changeControlPlane = fixIn(
    `Change ${field} of ${nameOf(controlPlane)} to ${expected.text}`,
    controlPlane,
    writeScalar(published.node, published.write({ host: expected.text })),
  );
  const changeInfrastructure = fixIn(
    `Change ${path.at(-1)} of ${nameOf(infrastructure)} to ${published.host}`,
    infrastructure,
    writeScalar(expected, published.host),
  );
  return [
    {
      resource: infrastructure,
      node: expected,
      path,
      message: `Control plane endpoint mismatch: ${expects}, but ${publishes} (${pathText(published.path)}).${outcome}`,
      related: [{ place: placeOf(controlPlane, published.node), message: `${publishes}.` }],
      fixes: [...changeInfrastructure, ...changeControlPlane],
      ...common,
    },
    {
      resource: controlPlane,
      node: published.node,
      path: published.path,
      message: `Control plane endpoint mismatch: ${publishes}, but ${expects} (${pathText(path)}).${outcome}`,
      related: [{ place: placeOf(infrastructure, expected), message: `${expects}.` }],
      fixes: [...changeControlPlane, ...changeInfrastructure],
      ...common,
    },
  ];
}
