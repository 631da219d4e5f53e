import { isObject } from '../schemas/history.ts';
import type { JsonValue } from '../schemas/structural-schema.ts';
import { parseDocument } from '../syntax/parse-document.ts';
import type { Draft } from './draft.ts';
import { nodeValue } from './node-value.ts';

/** Returns the value of a draft as the API server decodes it. */
export function draftValue(draft: Draft): JsonValue {
  if (draft.kind === 'scalar') {
    if (draft.expected !== undefined) return draft.expected;
    return draft.source ? nodeValue(draft.source) : nodeValue(parseDocument(draft.text).root);
  }
  if (draft.kind === 'list') return draft.items.map(({ value }) => draftValue(value));
  const object: Record<string, JsonValue> = Object.create(null);
  for (const { key, keyText, value } of draft.entries) {
    if (keyText !== '<<') object[key] = draftValue(value);
    else for (const map of mergedMaps(draftValue(value))) Object.assign(object, map);
  }
  return { ...object };
}

/** Of several merged maps the first one applies. */
function mergedMaps(value: JsonValue): readonly JsonValue[] {
  const maps: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  return maps.filter(isObject).toReversed();
}
