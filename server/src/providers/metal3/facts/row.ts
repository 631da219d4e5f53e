import { check, isUnsure, remove, textsAt } from '../../../core/facts/checks.ts';
import { type Check, fieldName, type Row, type RowOptions, type RowPlace } from '../../../core/facts/fact.ts';
import { scalarAt } from '../../../core/syntax/lookup.ts';

/** What rows about Metal³ have in common. */
export const CAPM3 = 'cluster-api-provider-metal3';

/** The versions that some release serves. */
export const SERVED = ['v1alpha5', 'v1beta1', 'v1beta2'];
export const OLD = ['v1alpha5', 'v1beta1'];

export function capm3(places: readonly RowPlace[], own: Check, options: Partial<RowOptions> = {}): Row {
  return { provider: CAPM3, versions: SERVED, ...options, places, ...own };
}

/** A reference that says another namespace than that of its object. */
export function ownNamespace(field: string): Check {
  return check('conflicting-values', function* (found) {
    const own = scalarAt(found.resource.root, ['metadata', 'namespace']);
    const [text] = textsAt(found, `${field}.namespace`);
    if (!own?.text || isUnsure(own) || !text?.node.text || text.node.text === own.text) return;
    yield {
      path: text.path,
      problem: `${fieldName(found, text.path)} is "${text.node.text}", and the object is in "${own.text}"`,
      remedy: 'Leave the namespace out, and put what is named into the same.',
      fixes: remove(found, `${field}.namespace`),
    };
  });
}
