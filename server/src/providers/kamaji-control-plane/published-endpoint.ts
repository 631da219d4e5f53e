import type { Resource } from '../../core/objects/resource.ts';
import { isTemplate } from '../../core/objects/template-text.ts';
import { type NodePath, scalarAt } from '../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../core/syntax/node.ts';
import { pinsOf } from '../kamaji/load-balancer.ts';

/**
 * Where a KamajiControlPlane publishes its API server, as far as its manifest settles it. The provider compares this,
 * as text, with what a Metal3Cluster expects, and writes neither.
 */
export interface PublishedEndpoint {
  readonly host: string;
  /** Set where the field decides the port too; else the Cluster's apiServerPort does. */
  readonly port?: number;
  readonly node: ScalarNode;
  readonly path: NodePath;
  /** The field's text with another host or port in it. */
  readonly write: (endpoint: { readonly host?: string; readonly port?: number }) => string;
}

export interface PublishedEndpoints {
  /** What the newest release publishes; absent where nothing in the manifest fixes it. */
  readonly current?: PublishedEndpoint;
  /** What releases before v0.12.0 publish instead, which did not look at the ingress. */
  readonly before012?: PublishedEndpoint;
}

/**
 * The order of the control plane provider: the hostname of the ingress (v0.12.0 and later) or of the gateway (v0.17.0,
 * where the field begins), then serviceAddress, then whatever address the load balancer gives, which MetalLB takes
 * from an annotation. Empty where that order meets a template, or two answers at once.
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

/** `api.example.com:6443`; without a port the endpoint is at 443. */
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
  // With several addresses the load balancer's own order decides which of them is published.
  if (!pin || !host || pins.length > 1 || others.length > 0) return undefined;
  return { host, node: pin.node, path: pin.path, write: (to) => to.host ?? host };
}
