import type { Effect, Severity } from '../../../../core/findings/finding.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { setField } from '../../../../core/fixes/set-field.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import { infrastructureOf, isKamajiCluster } from '../../../cluster-api/cluster-parts.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';

/** What tells an infrastructure cluster that somebody else publishes the API server. */
interface Setting {
  readonly path: readonly string[];
  /** Absent where any text will do. */
  readonly wanted?: string;
  readonly suggested: string;
  readonly severity: Severity;
  readonly effect: Effect;
  /** What happens without it, as a sentence that follows the name of the object. */
  readonly otherwise: string;
  /** Without these fields it is as good as written. */
  readonly unless?: readonly string[];
}

const MANAGED_BY = 'cluster.x-k8s.io/managed-by';

const managedBy: Setting = {
  path: ['metadata', 'annotations', MANAGED_BY],
  suggested: 'kamaji',
  severity: 'warning',
  effect: 'wrong',
  otherwise: 'makes a load balancer and an endpoint of its own, and fights with Kamaji over it',
};

const ownLoadBalancer = {
  severity: 'hint',
  effect: 'wrong',
  otherwise: 'makes a load balancer that nobody uses',
} as const;

/**
 * Source: the pages of the Kamaji control plane provider for each infrastructure, v0.20.0; for KubeVirt
 * cluster-api-provider-kubevirt issues 245 and 246; for Proxmox its webhook, v0.6.0 and later.
 */
const SETTINGS: Readonly<Record<string, readonly Setting[]>> = {
  KubevirtCluster: [managedBy],
  PacketCluster: [managedBy],
  ProxmoxCluster: [
    {
      path: ['spec', 'externalManagedControlPlane'],
      wanted: 'true',
      suggested: 'true',
      severity: 'warning',
      effect: 'refused',
      otherwise: 'is refused by its own webhook, which wants an endpoint',
      unless: ['spec', 'controlPlaneEndpoint'],
    },
  ],
  AWSCluster: [
    {
      ...ownLoadBalancer,
      path: ['spec', 'controlPlaneLoadBalancer', 'loadBalancerType'],
      wanted: 'disabled',
      suggested: 'disabled',
    },
  ],
  OpenStackCluster: [
    {
      ...ownLoadBalancer,
      path: ['spec', 'apiServerLoadBalancer', 'enabled'],
      wanted: 'false',
      suggested: 'false',
    },
    {
      ...ownLoadBalancer,
      path: ['spec', 'disableAPIServerFloatingIP'],
      wanted: 'true',
      suggested: 'true',
      otherwise: 'takes a floating address that nobody uses',
    },
  ],
  HetznerCluster: [
    {
      ...ownLoadBalancer,
      path: ['spec', 'controlPlaneLoadBalancer', 'enabled'],
      wanted: 'false',
      suggested: 'false',
    },
  ],
};

export const competingEndpoint = defineRule({
  id: 'competing-endpoint',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [Cluster],
  summary: 'The infrastructure provider creates its own endpoint in addition to the one that Kamaji publishes.',

  *check(cluster, view) {
    const infrastructure = isKamajiCluster(cluster) ? infrastructureOf(cluster, view) : undefined;
    if (!infrastructure || !view.isWhole(infrastructure)) return;
    for (const setting of SETTINGS[infrastructure.kind] ?? [])
      if (!isSet(infrastructure, setting))
        yield {
          resource: infrastructure,
          node: infrastructure.nameNode ?? infrastructure.root,
          path: setting.path,
          severity: setting.severity,
          effect: setting.effect,
          message: `${nameOf(infrastructure)} is not told that Kamaji publishes the API server of ${nameOf(cluster)} (${shown(setting)}): it ${setting.otherwise}.`,
          related: [
            {
              place: placeOf(cluster, cluster.nameNode ?? cluster.root),
              message: `${nameOf(cluster)} has a Kamaji control plane.`,
            },
          ],
          fixes: fixIn(
            `Add ${shown(setting)}`,
            infrastructure,
            setField(infrastructure.document, setting.path, setting.suggested),
          ),
        };
  },
});

function isSet({ root }: Resource, { path, wanted, unless }: Setting): boolean {
  if (unless && nodeAt(root, unless)) return true;
  const written = scalarAt(root, path)?.text;
  if (written === undefined) return false;
  return wanted === undefined || written === wanted || isTemplate(written);
}

function shown({ path, suggested }: Setting): string {
  const name = path.includes(MANAGED_BY) ? MANAGED_BY : path.slice(1).join('.');
  return `${name}: ${suggested}`;
}
