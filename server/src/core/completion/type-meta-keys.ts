import type { KeySlot } from '../cursor/cursor.ts';
import type { Completion } from './completion.ts';
import type { Context } from './context.ts';

/**
 * Returns `apiVersion` and `kind` for a document that lacks them, unless its other keys show that it is not a
 * Kubernetes object.
 */
export function typeMetaKeys({ cursor }: Context, slot: KeySlot): readonly Completion[] {
  if (slot.path.length > 0) return [];
  const present = new Set<string>();
  for (const entry of slot.map?.entries ?? [])
    if (entry !== slot.entry) present.add(entry.key.kind === 'scalar' ? entry.key.text : '');
  if ([...present].some((key) => !OBJECT_KEYS.includes(key)) || (present.has('kind') && present.has('apiVersion')))
    return [];
  const follow = slot.hasColon ? [] : cursor.token.isFollowed || cursor.token.hasBlockBelow ? [':'] : [': '];
  return ['apiVersion', 'kind']
    .filter((key) => !present.has(key))
    .map((key) => ({ label: key, kind: 'field', span: cursor.token.span, insert: [key, ...follow], retriggers: true }));
}

const OBJECT_KEYS = ['apiVersion', 'kind', 'metadata', 'spec', 'status', 'data', 'stringData', 'type'];
