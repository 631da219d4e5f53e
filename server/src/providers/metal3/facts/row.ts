import { check } from '../../../core/facts/checks.ts';
import { type Check, fieldName, type Row, type RowOptions, type RowPlace } from '../../../core/facts/fact.ts';
import { isUnsure, removal, textsAt } from '../../../core/facts/field-values.ts';
import { scalarAt } from '../../../core/syntax/lookup.ts';
import { CAPM3 } from '../kinds.ts';

/** API versions that at least one release serves. */
const SERVED = ['v1alpha5', 'v1beta1', 'v1beta2'];
/** API versions before v1beta2. */
export const OLD = ['v1alpha5', 'v1beta1'];

export function capm3(places: readonly RowPlace[], rowCheck: Check, options: Partial<RowOptions> = {}): Row {
  return { provider: CAPM3, versions: SERVED, ...options, places, ...rowCheck };
}

/** Returns a check for references to another namespace than that of the object. */
export function ownNamespace(field: string): Check {
  return check('conflicting-values', function* (found) {
    const objectNamespace = scalarAt(found.resource.root, ['metadata', 'namespace']);
    const [text] = textsAt(found, `${field}.namespace`);
    if (
      !objectNamespace?.text ||
      isUnsure(objectNamespace) ||
      !text?.node.text ||
      text.node.text === objectNamespace.text
    )
      return;
    yield {
      path: text.path,
      problem: `${fieldName(found, text.path)} is "${text.node.text}", but the object is in namespace "${objectNamespace.text}"`,
      remedy: 'Remove the field, and create the target in the same namespace.',
      fixes: removal(found, `${field}.namespace`),
    };
  });
}
