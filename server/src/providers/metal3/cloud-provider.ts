import { isKind } from '../../core/objects/group-kind.ts';
import { fieldOf, type Resource } from '../../core/objects/resource.ts';
import { Metal3ClusterTemplate } from './kinds.ts';

/**
 * The component that sets the provider IDs of nodes: a cloud provider (`cloud`), CAPM3 (`none`), or the default of the
 * release (`by-release`), which is a cloud provider up to v1.12 and CAPM3 in v1.13 and later.
 */
export type CloudProvider = 'cloud' | 'none' | 'by-release' | 'unknowable';

/**
 * Returns the cloud provider of a Metal3Cluster or a Metal3ClusterTemplate. `noCloudProvider` applies only up to v1.12; the conversion of v1.13 and
 * later drops it. Source: api/v1beta1/conversion.go and metal3cluster_webhook.go of CAPM3.
 */
export function cloudProviderOf(metal3Cluster: Resource): {
  readonly upTo112: CloudProvider;
  readonly since113: CloudProvider;
} {
  const enabled = booleanAt(metal3Cluster, 'cloudProviderEnabled');
  const not = booleanAt(metal3Cluster, 'noCloudProvider');
  const since113 = of(enabled);
  const upTo112 = enabled !== undefined ? since113 : of(typeof not === 'boolean' ? !not : not);
  return { upTo112, since113 };
}

function of(enabled: boolean | 'unknowable' | undefined): CloudProvider {
  if (enabled === undefined) return 'by-release';
  if (enabled === 'unknowable') return enabled;
  return enabled ? 'cloud' : 'none';
}

function booleanAt(resource: Resource, key: string): boolean | 'unknowable' | undefined {
  const spec = isKind(resource, Metal3ClusterTemplate) ? ['spec', 'template', 'spec'] : ['spec'];
  const node = fieldOf(resource, [...spec, key]);
  if (!node || (node.kind === 'scalar' && (node.style === 'absent' || /^(~|null)$/i.test(node.text)))) return undefined;
  if (node.kind !== 'scalar') return 'unknowable';
  return node.text === 'true' ? true : node.text === 'false' ? false : 'unknowable';
}
