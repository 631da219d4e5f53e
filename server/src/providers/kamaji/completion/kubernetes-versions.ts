import type { Context } from '../../../core/completion/context.ts';
import type { Value } from '../../../core/completion/value.ts';
import { ceilingOf } from '../version-ceiling.ts';

/** As many minors as are supported at a time, and some more that people still run. */
const MINORS = 6;

/** The first release of each minor that the Kamaji in force takes, the newest first. */
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
