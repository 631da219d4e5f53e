import { fieldOf, type Resource } from '../../core/objects/resource.ts';

/**
 * Who gives the nodes of a Metal3Cluster their provider ID: a cloud provider, CAPM3 itself, or whoever the release
 * takes when nothing is written (a cloud provider up to v1.12, CAPM3 from v1.13 on).
 */
export type CloudProvider = 'cloud' | 'none' | 'by-release' | 'unknowable';

/**
 * `noCloudProvider` counts up to v1.12 alone: from v1.13 on it is dropped when the object is converted. Source:
 * api/v1beta1/conversion.go and metal3cluster_webhook.go of CAPM3.
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
  const node = fieldOf(resource, ['spec', key]);
  if (!node || (node.kind === 'scalar' && (node.style === 'absent' || /^(~|null)$/i.test(node.text)))) return undefined;
  if (node.kind !== 'scalar') return 'unknowable';
  return node.text === 'true' ? true : node.text === 'false' ? false : 'unknowable';
}
