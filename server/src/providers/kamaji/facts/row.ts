import { type Check, placesIn, type Row, type RowOptions, type RowPlace } from '../../../core/facts/fact.ts';
import { KamajiControlPlane, KamajiControlPlaneTemplate } from '../../kamaji-control-plane/kinds.ts';
import { TenantControlPlane } from '../kinds.ts';

/** What rows about Kamaji have in common. */
export const KAMAJI = 'kamaji';
export const PROVIDER = 'cluster-api-control-plane-provider-kamaji';

/**
 * Places in control planes, named from their spec on: `fields` in a KamajiControlPlane and its template. Nothing checks
 * those when they are applied; the TenantControlPlane that the provider makes of them is checked.
 */
export function inControlPlanes(...fields: readonly string[]): readonly RowPlace[] {
  return [
    ...placesIn([KamajiControlPlane], ...below('spec', fields)),
    ...placesIn([KamajiControlPlaneTemplate], ...below('spec.template.spec', fields)),
  ];
}

export function inTenants(...fields: readonly string[]): readonly RowPlace[] {
  return placesIn([TenantControlPlane], ...below('spec', fields));
}

function below(spec: string, fields: readonly string[]): readonly string[] {
  return fields.map((field) => (field === '' ? spec : `${spec}.${field}`));
}

/** A row of Kamaji's own kinds: its webhook refuses the object, unless options say otherwise. */
export function kamaji(places: readonly RowPlace[], own: Check, options: Partial<RowOptions> = {}): Row {
  return { provider: KAMAJI, ...options, places, ...own };
}

/** Accepted as it stands, and refused when the provider makes a TenantControlPlane of it. */
export const REFUSED_LATER = {
  effect: 'stuck',
  by: 'controller',
  outcome: 'Kamaji refuses the control plane that is made of it, and nothing is ever started',
} as const;

/** Accepted, and without effect or with another one. */
export const NO_EFFECT = { severity: 'warning', effect: 'wrong', by: 'controller' } as const;

/** The keys of the Secret in which Kamaji keeps the kubeconfigs of administrators. */
export const KUBECONFIG_KEYS = ['admin.conf', 'admin.svc', 'super-admin.conf', 'super-admin.svc'];
