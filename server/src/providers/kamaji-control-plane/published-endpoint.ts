import type { Resource } from '../../core/objects/resource.ts';
import { isTemplate } from '../../core/objects/template-text.ts';
import type { ReleaseRange } from '../../core/schemas/release-range.ts';
import { type NodePath, scalarAt } from '../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../core/syntax/node.ts';
import { pinsOf } from '../kamaji/load-balancer.ts';
import { KAMAJI_CONTROL_PLANE_PROVIDER } from './kinds.ts';

/** The releases that publish the hostname of an Ingress or a Gateway instead of the address of the Service. */
export const PUBLISHES_HOSTNAMES: readonly ReleaseRange[] = [
  { provider: KAMAJI_CONTROL_PLANE_PROVIDER, from: 'v0.12.0' },
];

/**
 * The endpoint at which a KamajiControlPlane publishes its API server, if the manifest determines it. The provider
 * compares it, as text, with the endpoint of a Metal3Cluster, and changes neither.
 */
export interface PublishedEndpoint {
  readonly host: string;
  /** Set if the field determines the port too. Otherwise apiServerPort of the Cluster does. */
  readonly port?: number;
  readonly node: ScalarNode;
  readonly path: NodePath;
  /** Returns the text of the field with another host or port. */
  readonly write: (endpoint: { readonly host?: string; readonly port?: number }) => string;
}

export interface PublishedEndpoints {
  /** The endpoint of current releases; absent if the manifest does not determine it. */
  readonly current?: PublishedEndpoint;
  /** The endpoint of releases before v0.12.0, which do not read the Ingress. */
  readonly before012?: PublishedEndpoint;
}

/**
 * Returns the published endpoints, in the order of precedence of the provider: the hostname of the Ingress (v0.12.0 and
 * later) or of the Gateway (v0.17.0 and later), serviceAddress, the address that the load balancer assigns, which MetalLB
 * reads from an annotation. Returns none if the value is a template or ambiguous.
 */
export function publishedEndpoints(controlPlane: Resource): PublishedEndpoints {
  const ingress = hostnameOf(controlPlane, 'ingress');
  const gateway = hostnameOf(controlPlane, 'gateway');
  const byService = serviceAddressOf(controlPlane) ?? pinnedAddressOf(controlPlane);
  if (ingress && gateway) return {};
  const current = ingress ?? gateway ?? byService;
  if (!current || isTemplate(current.node.text)) return {};
  return ingress && byService && !isTemplate(byService.node.text) ? { current, before012: byService } : { current };
}

function serviceAddressOf(controlPlane: Resource): PublishedEndpoint | undefined {
  const path = ['spec', 'network', 'serviceAddress'];
  const node = scalarAt(controlPlane.root, path);
  if (!node?.text) return undefined;
  return { host: node.text, node, path, write: ({ host }) => host ?? node.text };
}

/** Reads `api.example.com:6443`; the port defaults to 443. */
function hostnameOf(controlPlane: Resource, by: 'ingress' | 'gateway'): PublishedEndpoint | undefined {
  const path = ['spec', 'network', by, 'hostname'];
  const node = scalarAt(controlPlane.root, path);
  if (!node?.text) return undefined;
  const [, host = node.text, written] = /^(.*?)(?::(\d+))?$/.exec(node.text) ?? [];
  const write = (to: { readonly host?: string; readonly port?: number }) => {
    const port = to.port ?? (written === undefined ? undefined : Number(written));
    return port === undefined ? (to.host ?? host) : `${to.host ?? host}:${port}`;
  };
  return { host, port: written === undefined ? 443 : Number(written), node, path, write };
}

function pinnedAddressOf(controlPlane: Resource): PublishedEndpoint | undefined {
  const pins = pinsOf(controlPlane);
  const [pin] = pins;
  const [host, ...others] = pin?.addresses ?? [];
  // With several addresses, the load balancer determines which one is published.
  if (!pin || !host || pins.length > 1 || others.length > 0) return undefined;
  return { host, node: pin.node, path: pin.path, write: (to) => to.host ?? host };
}
