import { findProvider, findRelease, type Migration, type Provider, type SchemaStore } from '../../core/index.ts';
import { UsageError } from '../usage-error.ts';

/** For each provider, by the name of its repository, a release or an API version. */
export type Goals = ReadonlyMap<string, Goal>;

type Goal = { readonly release: string } | { readonly version: string };

/** Reads `PROVIDER=RELEASE` and `PROVIDER=APIVERSION`. */
export function goalsFrom(words: readonly string[], providers: readonly Provider[]): Goals {
  return new Map(
    words.map((word): readonly [string, Goal] => {
      const [name = '', wanted = ''] = word.split('=');
      const provider = findProvider(name, providers);
      if (!provider)
        throw new UsageError(
          `Unknown provider ${name}. Known providers: ${providers.map((each) => each.name).join(', ')}.`,
        );
      if (/^v\d+((alpha|beta)\d+)?$/.test(wanted)) return [provider.name, { version: wanted }];
      const release = findRelease(wanted, provider);
      if (!release)
        throw new UsageError(
          `Unknown release or API version ${wanted} of ${provider.name}. Known releases: ${provider.releases.join(', ')}.`,
        );
      return [provider.name, { release }];
    }),
  );
}

/** Returns the target version of a kind: the one that is named, or the newest that the release serves. */
export function versionGoals(
  goals: Goals,
  schemas: SchemaStore,
  migrations: readonly Migration[],
): (group: string, kind: string) => string | undefined {
  for (const [provider, goal] of goals)
    if ('version' in goal && !migrations.some((each) => belongsTo(schemas, provider, each) && each.to === goal.version))
      throw new UsageError(`No kind of ${provider} can be migrated to ${goal.version}.`);
  return (group, kind) => {
    const provider = schemas.providerOf(group, kind)?.name;
    const goal = provider === undefined ? undefined : goals.get(provider);
    if (!goal) return undefined;
    if ('version' in goal) return goal.version;
    const [newest] = schemas.versionsServed(group, kind, goal.release);
    return newest;
  };
}

function belongsTo(schemas: SchemaStore, provider: string, { group, kind }: Migration): boolean {
  return schemas.providerOf(group, kind)?.name === provider;
}
