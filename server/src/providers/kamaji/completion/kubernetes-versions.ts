import type { Context } from '../../../core/completion/context.ts';
import type { Value } from '../../../core/completion/value.ts';
import { KAMAJI } from '../kinds.ts';
import { newestKubernetesVersion } from '../newest-kubernetes-version.ts';

/** The number of minor versions to offer: the supported ones, and some older ones that are still in use. */
const MINORS = 6;

/** Returns the first release of each minor version that the target release of Kamaji supports, the newest first. */
export function kubernetesVersions(
  { targets, input }: Pick<Context, 'targets' | 'input'>,
  prefix: string,
): readonly Value[] {
  const newest = input.schemas.store.providers.find(({ name }) => name === KAMAJI)?.releases.at(-1);
  const newestSupported = newestKubernetesVersion(targets.kamaji ?? newest ?? '');
  if (!newestSupported) return [];
  const { major, minor } = newestSupported;
  return Array.from({ length: MINORS }, (_, age) => ({ text: `${prefix}${major}.${minor - age}.0` }));
}
