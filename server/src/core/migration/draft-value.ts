import type { JsonValue } from '../schemas/structural-schema.ts';
import { parseDocument } from '../syntax/parse-document.ts';
import type { Draft } from './draft.ts';
import { isObject, nodeValue } from './node-value.ts';

/** Returns the value of a draft as the API server decodes it. */
export function draftValue(draft: Draft): JsonValue {
  if (draft.kind === 'scalar') {
    if (draft.expected !== undefined) return draft.expected;
    return draft.source ? nodeValue(draft.source) : nodeValue(parseDocument(draft.text).root);
  }
  if (draft.kind === 'list') return draft.items.map(({ value }) => draftValue(value));
  const own: Record<string, JsonValue> = Object.create(null);
  let merged: Record<string, JsonValue> = {};
  for (const { key, keyText, value } of draft.entries) {
    if (keyText !== '<<') own[key] = draftValue(value);
    else {
      const maps = draftValue(value);
      for (const map of Array.isArray(maps) ? (maps as readonly JsonValue[]) : [maps])
        if (isObject(map)) merged = { ...map, ...merged };
    }
  }
  return { ...merged, ...own };
}
