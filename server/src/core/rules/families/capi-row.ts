import { GROUPS } from '../../resources/reference-fields.ts';
import { isTemplate } from '../../resources/template-text.ts';
import { readScalar } from '../../syntax/read-scalar.ts';
import { isQualifiedName } from '../../validation/names.ts';
import { textsAt, type When } from './checks.ts';
import { type Check, placesIn, type Row, type RowOptions, type RowPlace } from './family.ts';

/** What rows about Cluster API have in common. */
export const CAPI = 'cluster-api';

/** Versions before v1beta2, which call much by other names. */
export const OLD = ['v1alpha3', 'v1alpha4', 'v1beta1'];
export const NEW = ['v1beta2'];

export const ADDONS = 'addons.cluster.x-k8s.io';
export const ADDRESSES = 'ipam.cluster.x-k8s.io';
export const RUNTIME = 'runtime.cluster.x-k8s.io';

export function capi(places: readonly RowPlace[], own: Check, options: Partial<RowOptions> = {}): Row {
  return { provider: CAPI, ...options, places, ...own };
}

export function between(from: string | undefined, until?: string): Pick<RowOptions, 'releases'> {
  return { releases: [{ provider: CAPI, ...(from ? { from } : {}), ...(until ? { until } : {}) }] };
}

/** Places in kinds of the core group; without a path the objects themselves. */
export function inCore(kinds: readonly string[], ...at: readonly string[]): readonly RowPlace[] {
  return inGroup(GROUPS.cluster, kinds, ...at);
}

export function inGroup(group: string, kinds: readonly string[], ...at: readonly string[]): readonly RowPlace[] {
  if (at.length > 0) return placesIn(group, kinds, ...at);
  return kinds.map((kind) => ({ group, kind, pattern: { text: '', steps: [] } }));
}

/** The specification of the control plane, and of those that a template makes. */
export function inControlPlanes(at = ''): readonly RowPlace[] {
  return [
    ...placesIn(GROUPS.controlPlane, ['KubeadmControlPlane'], join('spec', at)),
    ...placesIn(GROUPS.controlPlane, ['KubeadmControlPlaneTemplate'], join('spec.template.spec', at)),
  ];
}

/** What kubeadm is told, wherever it is written. */
export function inKubeadm(at = ''): readonly RowPlace[] {
  return [
    ...placesIn(GROUPS.bootstrap, ['KubeadmConfig'], join('spec', at)),
    ...placesIn(GROUPS.bootstrap, ['KubeadmConfigTemplate'], join('spec.template.spec', at)),
    ...inControlPlanes(join('kubeadmConfigSpec', at)),
  ];
}

/** What YAML reads as a number is told of by the schema. */
export function isText(field: string): When {
  return (found) => textsAt(found, field).some(({ node }) => readScalar(node).type === 'string');
}

/** Whether a key is one that a label may have; a template may become one. */
export function isKey(text: string): boolean {
  return isTemplate(text) || isQualifiedName(text);
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('.');
}
