import type { PictureEdge, TreeItem } from '../../protocol/index.ts';

/** Returns the text next to an edge. */
export function labelOfEdge({ fields, values }: PictureEdge): string {
  if (values) return `${values[0]} ≠ ${values[1]}`;
  const [first = '', ...others] = fields;
  return others.length === 0 ? first : `${first} +${others.length}`;
}

/** Returns a short text about the problems or the state of an object, or an empty text. */
export function noteOf({ state, severity, messages }: Pick<TreeItem, 'state' | 'severity' | 'messages'>): string {
  if (state === 'missing') return 'missing';
  if (state === 'elsewhere') return 'not in the workspace';
  if (severity !== 'error' && severity !== 'warning') return '';
  return messages.length === 1 ? `1 ${severity}` : `${messages.length} findings`;
}
