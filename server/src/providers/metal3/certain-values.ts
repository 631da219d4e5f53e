import type { Resource } from '../../core/objects/resource.ts';
import type { NodePath } from '../../core/syntax/lookup.ts';
import { IPPool } from '../ipam/kinds.ts';

const POOL_REFERENCE = /From(IP)?Pool$|^fromPoolRef$/;
const POOL_FIELDS: Readonly<Record<string, string>> = { apiGroup: IPPool.group, kind: IPPool.kind };

/** Returns the default group or kind of a pool reference, which has been the same in all releases. */
export function certainPoolField(_resource: Resource, path: NodePath): string | undefined {
  const isPool = path.some((step) => typeof step === 'string' && POOL_REFERENCE.test(step));
  return isPool ? POOL_FIELDS[String(path.at(-1))] : undefined;
}
