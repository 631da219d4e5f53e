import { type Check, placesIn, type Row, type RowOptions, type RowPlace } from '../../../core/facts/fact.ts';
import { KamajiControlPlane, KamajiControlPlaneTemplate } from '../../kamaji-control-plane/kinds.ts';
import { KAMAJI, TenantControlPlane } from '../kinds.ts';

/**
 * Returns the places of fields in the spec of a KamajiControlPlane and its template. No webhook validates these kinds;
 * Kamaji validates the TenantControlPlane that the provider creates from them.
 */
export function inControlPlanes(...fields: readonly string[]): readonly RowPlace[] {
  return [
    ...placesIn([KamajiControlPlane], ...below('spec', fields)),
    ...placesIn([KamajiControlPlaneTemplate], ...below('spec.template.spec', fields)),
  ];
}

/** Returns the places of fields in the spec of a TenantControlPlane. */
export function inTenants(...fields: readonly string[]): readonly RowPlace[] {
  return placesIn([TenantControlPlane], ...below('spec', fields));
}

function below(spec: string, fields: readonly string[]): readonly string[] {
  return fields.map((field) => (field === '' ? spec : `${spec}.${field}`));
}

/** Returns a row about kinds of Kamaji. By default, a webhook of Kamaji rejects the object. */
export function kamaji(places: readonly RowPlace[], own: Check, options: Partial<RowOptions> = {}): Row {
  return { provider: KAMAJI, ...options, places, ...own };
}

/** The API server accepts the object, and Kamaji rejects the TenantControlPlane that the provider creates from it. */
export const REJECTED_LATER = {
  effect: 'stuck',
  by: 'controller',
  outcome: 'Kamaji rejects the TenantControlPlane, and no control plane starts',
} as const;

/** Accepted, but without the intended effect. */
export const NO_EFFECT = { severity: 'warning', effect: 'wrong', by: 'controller' } as const;

/** The keys of the Secret in which Kamaji stores the kubeconfigs of administrators. */
export const KUBECONFIG_KEYS = ['admin.conf', 'admin.svc', 'super-admin.conf', 'super-admin.svc'];
