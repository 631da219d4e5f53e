import { findProvider, findRelease, type Provider, type Targets } from '../../core/index.ts';
import { UsageError } from '../usage-error.ts';

/** Reads `PROVIDER=RELEASE`, the provider by its repository's name or a short one, the release in full or its minor. */
export function targetsFrom(words: readonly string[], providers: readonly Provider[]): Targets {
  return Object.fromEntries(
    words.map((word) => {
      const [name = '', wanted = ''] = word.split('=');
      const provider = findProvider(name, providers);
      if (!provider)
        throw new UsageError(
          `There is no provider ${name}. Known are ${providers.map((each) => each.name).join(', ')}.`,
        );
      const release = findRelease(wanted, provider);
      if (!release)
        throw new UsageError(
          `${provider.name} ${wanted} is not known. Known are ${provider.releases.join(', ')}, and latest.`,
        );
      return [provider.name, release];
    }),
  );
}
