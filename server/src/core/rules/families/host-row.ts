import type { ReleaseRange } from '../../findings/finding.ts';
import { GROUPS } from '../../resources/reference-fields.ts';
import { scalarAt } from '../../syntax/lookup.ts';
import type { ScalarNode } from '../../syntax/node.ts';
import type { Check, Found, Row, RowOptions } from './family.ts';

/** What rows about hosts have in common. */
export const BMO = 'baremetal-operator';

export function host(own: Check, options: Partial<RowOptions> = {}): Row {
  return {
    provider: BMO,
    ...options,
    places: [{ group: GROUPS.metal3, kind: 'BareMetalHost', pattern: WHOLE }],
    ...own,
  };
}

export const WHOLE = { text: '', steps: [] };

export function since(from: string, until?: string): { readonly releases: readonly ReleaseRange[] } {
  return { releases: [{ provider: BMO, from, ...(until ? { until } : {}) }] };
}

export function isInspectionDisabled({ resource, node }: Found): boolean {
  const annotation = scalarAt(resource.root, ['metadata', 'annotations', 'inspect.metal3.io'])?.text;
  return annotation === 'disabled' || scalarAt(node, ['spec', 'inspectionMode'])?.text === 'disabled';
}

export function annotationOf({ resource }: Found, key: string): ScalarNode | undefined {
  return scalarAt(resource.root, ['metadata', 'annotations', key]);
}
