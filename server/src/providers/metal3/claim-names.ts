import { type GroupKind, isKind } from '../../core/objects/group-kind.ts';
import type { NamePart, Resource } from '../../core/objects/resource.ts';
import { nodeAt } from '../../core/syntax/lookup.ts';
import { span } from '../../core/text/span.ts';
import { BareMetalHost } from '../baremetal-operator/kinds.ts';
import { IPPool } from '../ipam/kinds.ts';
import { Metal3DataTemplate } from './kinds.ts';

/**
 * Returns the object names inside the claim names for which a pool pre-allocates addresses. Source: CAPM3 names a claim
 * `DATATEMPLATE-INDEX-POOL`, or `HOST-POOL` if it is started with the flag for host names.
 */
export function claimNameParts(pool: Resource): readonly NamePart[] {
  const { name, root, document } = pool;
  const map = nodeAt(root, ['spec', 'preAllocations']);
  if (!isKind(pool, IPPool) || !name || map?.kind !== 'map' || map.alias) return [];
  return map.entries.flatMap(({ key }) => {
    if (key.kind !== 'scalar' || !key.text.endsWith(`-${name}`)) return [];
    const { text } = key;
    const start = document.text.indexOf(text, key.span.start);
    // An escape in a quoted key shifts offsets, so no part has a place.
    if (start < 0 || start + text.length > key.span.end) return [];
    const part = (target: GroupKind, from: number, to: number): NamePart => ({
      target,
      path: ['spec', 'preAllocations', text],
      node: { kind: 'scalar', span: span(start + from, start + to), text: text.slice(from, to), style: 'plain' },
    });
    const rest = text.length - name.length - 1;
    const [, template] = /^(.+)-\d+$/.exec(text.slice(0, rest)) ?? [];
    return [
      part(IPPool, rest + 1, text.length),
      ...(template ? [part(Metal3DataTemplate, 0, template.length)] : []),
      part(BareMetalHost, 0, rest),
    ];
  });
}
