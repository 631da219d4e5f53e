import type { PictureEdge, PictureNode } from '../../protocol/index.ts';

/** Returns the text next to an edge. */
export function labelOfEdge({ fields, values }: PictureEdge): string {
  if (values) return `${values[0]} ≠ ${values[1]}`;
  const [first = '', ...others] = fields;
  return others.length === 0 ? first : `${first} +${others.length}`;
}

type NodeState = Pick<PictureNode, 'state' | 'isUncertain' | 'severity' | 'messages'>;

/** Returns a short text about the problems or the state of an object, or an empty text. */
export function noteOf({ state, isUncertain, severity, messages }: NodeState): string {
  if (state === 'missing') return 'missing';
  if (state === 'elsewhere') return isUncertain ? 'possibly in the workspace' : 'not in the workspace';
  if (severity !== 'error' && severity !== 'warning') return '';
  return messages.length === 1 ? `1 ${severity}` : `${messages.length} findings`;
}

/** Returns the text of the badge of a node, or an empty text. The signs repeat the colors, which not everyone can see. */
export function badgeOf({ state, isUncertain, severity, messages }: NodeState): string {
  if (state === 'missing') return '✗ missing';
  if (state === 'elsewhere') return isUncertain ? 'unknown' : 'external';
  if (severity !== 'error' && severity !== 'warning') return '';
  return `${severity === 'error' ? '✗' : '⚠'} ${messages.length}`;
}

/** Returns the important values of an object as one line, or an empty text. */
export function factsText({ facts }: Pick<PictureNode, 'facts'>): string {
  return facts.slice(0, 3).join(' · ');
}
