// Kinds of Kubernetes itself and of widely used add-ons that manifests refer to.
import { groupKind } from '../../core/objects/group-kind.ts';

export const CORE_GROUP = '';
export const ConfigMap = groupKind(CORE_GROUP, 'ConfigMap');
export const Namespace = groupKind(CORE_GROUP, 'Namespace');
export const Secret = groupKind(CORE_GROUP, 'Secret');
export const Service = groupKind(CORE_GROUP, 'Service');

export const GATEWAY_GROUP = 'gateway.networking.k8s.io';
export const Gateway = groupKind(GATEWAY_GROUP, 'Gateway');

export const METALLB_GROUP = 'metallb.io';
export const IPAddressPool = groupKind(METALLB_GROUP, 'IPAddressPool');
