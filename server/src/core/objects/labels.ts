import { nodeAt } from '../syntax/lookup.ts';
import type { Resource } from './resource.ts';
import { isTemplate } from './template-text.ts';

/** Returns the labels of an object; undefined if a template makes some of them. */
export function labelsOf(resource: Pick<Resource, 'root'>): ReadonlyMap<string, string> | undefined {
  const labels = new Map<string, string>();
  const map = nodeAt(resource.root, ['metadata', 'labels']);
  if (map?.kind !== 'map') return map && map.kind === 'scalar' && map.text !== '' ? undefined : labels;
  for (const { key, value } of map.entries) {
    if (key.kind !== 'scalar' || value.kind !== 'scalar' || key.text === '<<') return undefined;
    if (isTemplate(key.text) || isTemplate(value.text)) return undefined;
    labels.set(key.text, value.text);
  }
  return labels;
}
