import { type GroupKind, type KindMap, kindMap } from '../../core/objects/group-kind.ts';
import type { Resource } from '../../core/objects/resource.ts';
import { type NodePath, nodeAt, scalarAt } from '../../core/syntax/lookup.ts';
import type { Node, ScalarNode } from '../../core/syntax/node.ts';
import {
  KAMAJI_CONTROL_PLANE_PROVIDER,
  KamajiControlPlane,
  KamajiControlPlaneTemplate,
} from '../kamaji-control-plane/kinds.ts';
import { DATA_STORE_NAME } from '../kamaji-control-plane/references.ts';
import { TenantControlPlane } from './kinds.ts';
import { DATA_STORE } from './references.ts';

/** For `npm run facts`. */
export const TENANT_FIELDS_TABLE = {
  topic: 'fields of the TenantControlPlane',
  provider: KAMAJI_CONTROL_PLANE_PROVIDER,
  verifiedUpTo: 'v0.20',
};

/**
 * Fields that a KamajiControlPlane, its template and a TenantControlPlane have under different names. The provider
 * creates a TenantControlPlane from a KamajiControlPlane. Source: `kamajicontrolplane_controller_tcp.go`, v0.20.0.
 */
const FIELDS = {
  version: ['spec.version', 'spec.kubernetes.version'],
  replicas: ['spec.replicas', 'spec.controlPlane.deployment.replicas'],
  dataStore: [DATA_STORE_NAME, DATA_STORE],
  dataStoreSchema: ['spec.dataStoreSchema', 'spec.dataStoreSchema'],
  dataStoreOverrides: ['spec.dataStoreOverrides', 'spec.dataStoreOverrides'],
  serviceType: ['spec.network.serviceType', 'spec.controlPlane.service.serviceType'],
  address: ['spec.network.serviceAddress', 'spec.networkProfile.address'],
  advertiseAddress: ['spec.network.advertiseAddress', 'spec.networkProfile.advertiseAddress'],
  annotations: ['spec.network.serviceAnnotations', 'spec.controlPlane.service.additionalMetadata.annotations'],
  loadBalancerClass: ['spec.network.loadBalancerConfig.loadBalancerClass', 'spec.networkProfile.loadBalancerClass'],
  additionalPorts: ['spec.network.additionalServicePorts', 'spec.controlPlane.service.additionalPorts'],
  ingress: ['spec.network.ingress', 'spec.controlPlane.ingress'],
  gateway: ['spec.network.gateway', 'spec.controlPlane.gateway'],
  coreDns: ['spec.addons.coreDNS', 'spec.addons.coreDNS'],
  konnectivity: ['spec.addons.konnectivity', 'spec.addons.konnectivity'],
} as const;

export type TenantField = keyof typeof FIELDS;

export const TENANT_KINDS = [KamajiControlPlane, KamajiControlPlaneTemplate, TenantControlPlane];

const PATHS: KindMap<Readonly<Record<TenantField, readonly string[]>>> = kindMap(
  ...TENANT_KINDS.map((kind) => [kind, pathsIn(kind)] as const),
);

function pathsIn(kind: GroupKind): Readonly<Record<TenantField, readonly string[]>> {
  const pathOf = ([ofControlPlane, ofTenant]: readonly [string, string]) => {
    if (kind === TenantControlPlane) return ofTenant.split('.');
    const path = ofControlPlane.split('.');
    return kind === KamajiControlPlane ? path : ['spec', 'template', ...path];
  };
  return Object.fromEntries(Object.entries(FIELDS).map(([field, pair]) => [field, pathOf(pair)])) as unknown as Record<
    TenantField,
    readonly string[]
  >;
}

/** Returns the path of a field in one of the three kinds. */
export function tenantPath(kind: GroupKind, field: TenantField): readonly string[] {
  return PATHS.get(kind)?.[field] ?? [];
}

export function tenantNode(resource: Resource, field: TenantField, rest: NodePath = []): Node | undefined {
  return nodeAt(resource.root, [...tenantPath(resource, field), ...rest]);
}

export function tenantScalar(resource: Resource, field: TenantField, rest: NodePath = []): ScalarNode | undefined {
  return scalarAt(resource.root, [...tenantPath(resource, field), ...rest]);
}
