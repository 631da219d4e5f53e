import type { Fix } from '../findings/finding.ts';
import type { Resource } from '../objects/resource.ts';
import type { TextChange } from '../text/span.ts';
import { inFormatOf } from './json-change.ts';

/** A fix that changes one object, or none where the text leaves no safe way to change it. */
export function fixIn(
  title: string,
  resource: Resource,
  change: TextChange | undefined,
  certain = false,
): readonly Fix[] {
  return fixAcross(title, [{ resource, change }], certain);
}

/** A fix that changes several objects at once, all of them or none. */
export function fixAcross(
  title: string,
  parts: readonly { readonly resource: Resource; readonly change: TextChange | undefined }[],
  certain = false,
): readonly Fix[] {
  const edits = parts.flatMap(({ resource: { uri, document }, change: wanted }) => {
    const change = wanted && inFormatOf(document, wanted);
    return change ? [{ uri, document, change }] : [];
  });
  return edits.length === parts.length && edits.length > 0 ? [{ title, edits, certain }] : [];
}
