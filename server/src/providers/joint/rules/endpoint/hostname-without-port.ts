import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { pathText } from '../../../../core/syntax/lookup.ts';
import { controlPlaneOf, infrastructureOf } from '../../../cluster-api/cluster-parts.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { apiServerPort } from '../../../kamaji/service-ports.ts';
import { isChecked } from '../../../kamaji-control-plane/infrastructure-kinds.ts';
import { publishedEndpoints } from '../../../kamaji-control-plane/published-endpoint.ts';

/** Source: the Kamaji control plane provider, kamajicontrolplane_controller_cluster_patch.go, v0.12.0 and later. */
export const hostnameWithoutPort = defineRule({
  id: 'hostname-without-port',
  severity: 'hint',
  effect: 'advice',
  by: 'controller',
  releases: [{ provider: 'cluster-api-control-plane-provider-kamaji', from: 'v0.12.0' }],
  on: [Cluster],
  summary: 'The hostname of an ingress or a Gateway does not say its port, which means 443 and no other.',

  *check(cluster, view) {
    const controlPlane = controlPlaneOf(cluster, view);
    const published = controlPlane && publishedEndpoints(controlPlane).current;
    if (!controlPlane || published?.port !== 443 || published.node.text.endsWith(':443')) return;
    const own = apiServerPort(cluster);
    if (!own || own.port === 443) return;
    // Where the ports are compared, that they differ is told as an error.
    const infrastructure = infrastructureOf(cluster, view);
    if (infrastructure && isChecked(infrastructure.kind)) return;
    yield {
      resource: controlPlane,
      node: published.node,
      path: published.path,
      concerns: [controlPlane],
      message: `${pathText(published.path)} of ${nameOf(controlPlane)} names no port, so nodes are sent to port 443, while the control plane itself is told ${own.port}. Write the port, so that nobody takes one for the other.`,
      fixes: fixIn('Write port 443', controlPlane, writeScalar(published.node, published.write({ port: 443 }))),
    };
  },
});
