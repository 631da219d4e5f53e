import type { Context } from '../../../core/completion/context.ts';
import type { Value } from '../../../core/completion/value.ts';
import { ceilingOf } from '../version-ceiling.ts';

/** The number of minor versions to offer: the supported ones, and some older ones that are still in use. */
const MINORS = 6;

/** Returns the first release of each minor version that the target release of Kamaji supports, the newest first. */
export function kubernetesVersions(
  { targets, asks }: Pick<Context, 'targets' | 'asks'>,
  prefix: string,
): readonly Value[] {
  const newest = asks.schemas.store.providers.find(({ name }) => name === 'kamaji')?.releases.at(-1);
  const ceiling = ceilingOf(targets.kamaji ?? newest ?? '');
  if (!ceiling) return [];
  const { major, minor } = ceiling;
  return Array.from({ length: MINORS }, (_, age) => ({ text: `${prefix}${major}.${minor - age}.0` }));
}
