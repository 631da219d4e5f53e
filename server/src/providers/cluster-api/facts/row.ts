import type { When } from '../../../core/facts/checks.ts';
import { type Check, placesIn, type Row, type RowOptions, type RowPlace } from '../../../core/facts/fact.ts';
import { textsAt } from '../../../core/facts/field-values.ts';
import { isTemplate } from '../../../core/objects/template-text.ts';
import { readScalar } from '../../../core/syntax/read-scalar.ts';
import { isQualifiedName } from '../../../core/validation/names.ts';
import {
  KubeadmConfig,
  KubeadmConfigTemplate,
  KubeadmControlPlane,
  KubeadmControlPlaneTemplate,
} from '../../kubeadm/kinds.ts';
import { CAPI } from '../kinds.ts';

/** Versions before v1beta2, in which many fields have other names. */
export const OLD = ['v1alpha3', 'v1alpha4', 'v1beta1'];
export const NEW = ['v1beta2'];

export function capi(places: readonly RowPlace[], own: Check, options: Partial<RowOptions> = {}): Row {
  return { provider: CAPI, ...options, places, ...own };
}

export function between(from: string | undefined, until?: string): Pick<RowOptions, 'releases'> {
  return { releases: [{ provider: CAPI, ...(from ? { from } : {}), ...(until ? { until } : {}) }] };
}

/** Returns places below the spec of KubeadmControlPlanes, also in templates. */
export function inControlPlanes(at = ''): readonly RowPlace[] {
  return [
    ...placesIn([KubeadmControlPlane], join('spec', at)),
    ...placesIn([KubeadmControlPlaneTemplate], join('spec.template.spec', at)),
  ];
}

/** Returns places below the kubeadm configuration of every kind that contains one. */
export function inKubeadm(at = ''): readonly RowPlace[] {
  return [
    ...placesIn([KubeadmConfig], join('spec', at)),
    ...placesIn([KubeadmConfigTemplate], join('spec.template.spec', at)),
    ...inControlPlanes(join('kubeadmConfigSpec', at)),
  ];
}

/** Returns true if a field is a string. The schema rejects numbers. */
export function isText(field: string): When {
  return (found) => textsAt(found, field).some(({ node }) => readScalar(node).type === 'string');
}

/** Returns true if a text is a valid label key, or a template, which can result in one. */
export function isKey(text: string): boolean {
  return isTemplate(text) || isQualifiedName(text);
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('.');
}
