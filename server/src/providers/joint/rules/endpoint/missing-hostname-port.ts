import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { shortPathText } from '../../../../core/syntax/lookup.ts';
import { controlPlaneOf, infrastructureOf } from '../../../cluster-api/cluster-parts.ts';
import { alsoInTopology } from '../../../cluster-api/in-topology.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { apiServerPort } from '../../../kamaji/service-ports.ts';
import { isChecked } from '../../../kamaji-control-plane/infrastructure-kinds.ts';
import { PUBLISHES_HOSTNAMES, publishedEndpoints } from '../../../kamaji-control-plane/published-endpoint.ts';

/** Source: the Kamaji control plane provider, kamajicontrolplane_controller_cluster_patch.go, v0.12.0 and later. */
export const missingHostnamePort = defineRule({
  id: 'missing-hostname-port',
  formerIds: ['hostname-without-port'],
  severity: 'hint',
  effect: 'advice',
  by: 'controller',
  releases: PUBLISHES_HOSTNAMES,
  on: [Cluster],
  summary: 'The hostname of an Ingress or a Gateway has no port, so nodes use port 443.',

  check: alsoInTopology(function* (cluster, view) {
    const controlPlane = controlPlaneOf(cluster, view);
    const published = controlPlane && publishedEndpoints(controlPlane).current;
    if (!controlPlane || published?.port !== 443 || published.node.text.endsWith(':443')) return;
    const own = apiServerPort(cluster);
    if (!own || own.port === 443) return;
    // If the provider compares the ports, endpoint-port-mismatch reports the difference.
    const infrastructure = infrastructureOf(cluster, view);
    if (infrastructure && isChecked(infrastructure.kind)) return;
    yield {
      resource: controlPlane,
      node: published.node,
      path: published.path,
      relatedVersions: [controlPlane],
      message: `${shortPathText(published.path)} of ${nameOf(controlPlane)} has no port. Nodes connect to port 443, although the API server listens on ${own.port}. Add the port to make this explicit.`,
      fixes: fixIn('Add port 443', controlPlane, writeScalar(published.node, published.write({ port: 443 }))),
    };
  }),
});
