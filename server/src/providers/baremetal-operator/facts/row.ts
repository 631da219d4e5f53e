import type { Check, Found, Row, RowOptions } from '../../../core/facts/fact.ts';
import type { ReleaseRange } from '../../../core/schemas/release-range.ts';
import { scalarAt } from '../../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../../core/syntax/node.ts';
import { BareMetalHost, BMO } from '../kinds.ts';

/** Returns a row that checks each BareMetalHost. */
export function host(rowCheck: Check, options: Partial<RowOptions> = {}): Row {
  return {
    provider: BMO,
    ...options,
    places: [{ ...BareMetalHost, pattern: ROOT }],
    ...rowCheck,
  };
}

/** The path of the object itself. */
export const ROOT = { text: '', steps: [] };

/** Returns the option that limits a row to releases of the Bare Metal Operator, both ends included. */
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
