import { findProvider, findRelease, type Provider, providerNames, type Targets } from '../../core/index.ts';
import { suggestionFor } from '../output/unknown-name.ts';
import { UsageError } from '../usage-error.ts';

/**
 * Parses `PROVIDER=RELEASE`: the provider by repository or short name, the release in full, by its minor, or `latest`.
 * `option` is the option in messages. Throws a UsageError for two releases of a provider.
 */
export function targetsFrom(words: readonly string[], providers: readonly Provider[], option = '--target'): Targets {
  const targets: Record<string, string> = {};
  const wordOf = new Map<string, string>();
  for (const word of words) {
    const [provider, release] = targetFrom(word, providers, option);
    const other = wordOf.get(provider);
    if (other !== undefined && targets[provider] !== release)
      throw new UsageError(`${other} and ${word} are two releases of ${provider}. Use one of them.`);
    targets[provider] = release;
    wordOf.set(provider, word);
  }
  return targets;
}

export function targetFrom(
  word: string,
  providers: readonly Provider[],
  option = '--target',
): readonly [provider: string, release: string] {
  const [name = '', ...rest] = word.split('=');
  const provider = providerNamed(name, providers);
  const wanted = rest.join('=');
  const newest = provider.releases.at(-1);
  if (wanted === '')
    throw new UsageError(`${option} ${word} has no release. Write PROVIDER=RELEASE, such as ${name}=${newest}.`);
  const release = findRelease(wanted, provider);
  if (!release)
    throw new UsageError(
      `Unknown release "${wanted}" of ${provider.name}.${suggestionFor(wanted, [...provider.releases, 'latest'])}`,
    );
  return [provider.name, release];
}

/** Throws a UsageError for an unknown name. */
export function providerNamed(name: string, providers: readonly Provider[]): Provider {
  const provider = findProvider(name, providers);
  if (!provider) throw new UsageError(`Unknown provider "${name}".${providerSuggestion(name, providers)}`);
  return provider;
}

function providerSuggestion(name: string, providers: readonly Provider[]): string {
  const names = providers.flatMap((provider) => [provider.name, ...(provider.aliases ?? [])]);
  const suggestion = suggestionFor(name, names);
  if (suggestion.includes('Did you mean')) return suggestion;
  return ` Known: ${providerNames(providers).join(', ')}.`;
}
