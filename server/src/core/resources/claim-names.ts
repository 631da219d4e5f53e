import { nodeAt } from '../syntax/lookup.ts';
import type { ScalarNode } from '../syntax/node.ts';
import { span } from '../text/span.ts';
import { GROUPS } from './reference-fields.ts';
import type { GroupKind, Resource } from './resource.ts';

/** A part of a text that is the name of an object. */
export interface NamePart {
  readonly target: GroupKind;
  /** The part as if it were a scalar: what is written there, and where. */
  readonly node: ScalarNode;
  readonly key: string;
}

const POOL: GroupKind = { group: GROUPS.ipam, kind: 'IPPool' };

/**
 * The names within those of the claims that a pool sets addresses aside for. Source: CAPM3 calls a claim
 * `DATATEMPLATE-INDEX-POOL`, or `HOST-POOL` with its flag for names of hosts.
 */
export function claimNameParts(pool: Resource): readonly NamePart[] {
  const { group, kind, name, root, document } = pool;
  const map = nodeAt(root, ['spec', 'preAllocations']);
  if (group !== POOL.group || kind !== POOL.kind || !name || map?.kind !== 'map' || map.alias) return [];
  return map.entries.flatMap(({ key }) => {
    if (key.kind !== 'scalar' || !key.text.endsWith(`-${name}`)) return [];
    const { text } = key;
    const start = document.text.indexOf(text, key.span.start);
    // With escapes in quotes, letters do not stand where they count.
    if (start < 0 || start + text.length > key.span.end) return [];
    const part = (target: GroupKind, from: number, to: number): NamePart => ({
      target,
      key: text,
      node: { kind: 'scalar', span: span(start + from, start + to), text: text.slice(from, to), style: 'plain' },
    });
    const rest = text.length - name.length - 1;
    const [, template] = /^(.+)-\d+$/.exec(text.slice(0, rest)) ?? [];
    return [
      part(POOL, rest + 1, text.length),
      ...(template ? [part({ group: GROUPS.infrastructure, kind: 'Metal3DataTemplate' }, 0, template.length)] : []),
      part({ group: GROUPS.metal3, kind: 'BareMetalHost' }, 0, rest),
    ];
  });
}
