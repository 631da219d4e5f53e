import type { Fix } from '../findings/finding.ts';
import type { Resource } from '../objects/resource.ts';
import type { TextChange } from '../text/span.ts';
import { inFormatOf } from './json-change.ts';

/** Returns a fix that changes one object; empty if the text allows no safe change. */
export function fixIn(
  title: string,
  resource: Resource,
  change: TextChange | undefined,
  certain = false,
): readonly Fix[] {
  return fixAcross(title, [{ resource, change }], certain);
}

/** Returns a fix that changes several objects; empty if one of them allows no safe change. */
export function fixAcross(
  title: string,
  parts: readonly { readonly resource: Resource; readonly change: TextChange | undefined }[],
  certain = false,
): readonly Fix[] {
  const edits = parts.flatMap(({ resource: { uri, document }, change: wanted }) => {
    const change = wanted && inFormatOf(document, wanted);
    return change ? [{ uri, document, change }] : [];
  });
  return edits.length === parts.length && edits.length > 0 ? [{ title, edits: edits.slice(), certain }] : [];
}
