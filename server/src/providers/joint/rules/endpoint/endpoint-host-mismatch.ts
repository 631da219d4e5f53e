import { isSameAddress } from '../../../../core/addresses/addresses.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { pathText, scalarAt } from '../../../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../../../core/syntax/node.ts';
import { partsOf } from '../../../cluster-api/cluster-parts.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { type PublishedEndpoint, publishedEndpoints } from '../../../kamaji-control-plane/published-endpoint.ts';

/**
 * Source: the Kamaji control plane provider, kamajicontrolplane_controller_cluster_patch.go, v0.2.0 and later: a
 * Metal3Cluster is only ever compared, as text, and never patched; other kinds are compared where they have a host.
 */
export const endpointHostMismatch = defineRule({
  id: 'endpoint-host-mismatch',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [Cluster],
  summary: 'The infrastructure cluster and the Kamaji control plane have different endpoint hosts.',

  *check(cluster, view) {
    const { controlPlane, infrastructure } = partsOf(cluster, view);
    if (!controlPlane || !infrastructure) return;
    const path = ['spec', 'controlPlaneEndpoint', 'host'];
    const expected = scalarAt(infrastructure.root, path);
    const { current, before012 } = publishedEndpoints(controlPlane);
    if (!expected?.text || isTemplate(expected.text) || !current || expected.text === current.host) return;
    // Right for a provider that does not look at the ingress yet, and for no later one.
    const outdated = before012?.host === expected.text;
    yield* bothSides({ cluster, controlPlane, infrastructure, expected, published: current, outdated });
  },
});

const SINCE_INGRESS = [{ provider: 'cluster-api-control-plane-provider-kamaji', from: 'v0.12.0' }];

interface Disagreement {
  readonly cluster: Resource;
  readonly controlPlane: Resource;
  readonly infrastructure: Resource;
  readonly expected: ScalarNode;
  readonly published: PublishedEndpoint;
  readonly outdated: boolean;
}

function bothSides({
  cluster,
  controlPlane,
  infrastructure,
  expected,
  published,
  outdated,
}: Disagreement): readonly Report[] {
  const field = String(published.path.at(-1));
  const expects = `${nameOf(infrastructure)} expects ${expected.text}`;
  const publishes = `${nameOf(controlPlane)} publishes ${published.host}`;
  const why = isSameAddress(expected.text, published.host) ? ' The Kamaji provider compares the hosts as text.' : '';
  const outcome = `${why} ${outdated ? 'With Kamaji provider v0.12.0 and later, ' : ''}${nameOf(cluster)} never becomes ready.`;
  const since = { concerns: [controlPlane, infrastructure], ...(outdated ? { releases: SINCE_INGRESS } : {}) };
  const takeInfrastructure = fixIn(
    `Change ${field} of ${nameOf(controlPlane)} to ${expected.text}`,
    controlPlane,
    writeScalar(published.node, published.write({ host: expected.text })),
  );
  const takeControlPlane = fixIn(
    `Change host of ${nameOf(infrastructure)} to ${published.host}`,
    infrastructure,
    writeScalar(expected, published.host),
  );
  return [
    {
      resource: infrastructure,
      node: expected,
      path: ['spec', 'controlPlaneEndpoint', 'host'],
      message: `Control plane endpoint mismatch: ${expects}, but ${publishes} (${pathText(published.path)}).${outcome}`,
      related: [{ place: placeOf(controlPlane, published.node), message: `${publishes}.` }],
      fixes: [...takeControlPlane, ...takeInfrastructure],
      ...since,
    },
    {
      resource: controlPlane,
      node: published.node,
      path: published.path,
      message: `Control plane endpoint mismatch: ${publishes}, but ${expects} (spec.controlPlaneEndpoint.host).${outcome}`,
      related: [{ place: placeOf(infrastructure, expected), message: `${expects}.` }],
      fixes: [...takeInfrastructure, ...takeControlPlane],
      ...since,
    },
  ];
}
