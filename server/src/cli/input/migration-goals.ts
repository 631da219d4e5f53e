import {
  findRelease,
  type Migration,
  type MigrationGoal,
  type MigrationGoals,
  type Provider,
  type SchemaStore,
  versionsToMigrateTo,
} from '../../core/index.ts';
import { suggestionFor } from '../output/unknown-name.ts';
import { UsageError } from '../usage-error.ts';
import { providerNamed } from './targets.ts';

/** Reads `PROVIDER=RELEASE` and `PROVIDER=APIVERSION`. Throws a UsageError for two versions of a provider. */
export function goalsFrom(
  words: readonly string[],
  schemas: SchemaStore,
  migrations: readonly Migration[],
): MigrationGoals {
  const { providers } = schemas;
  const goals = new Map<string, MigrationGoal>();
  const wordOf = new Map<string, string>();
  for (const word of words) {
    const [name, goal] = goalFrom(word, providers, schemas, migrations);
    const other = wordOf.get(name);
    if (other !== undefined && JSON.stringify(goals.get(name)) !== JSON.stringify(goal))
      throw new UsageError(`--to ${other} and --to ${word} are two versions of ${name}. Use one of them.`);
    goals.set(name, goal);
    wordOf.set(name, word);
  }
  return goals;
}

function goalFrom(
  word: string,
  providers: readonly Provider[],
  schemas: SchemaStore,
  migrations: readonly Migration[],
): readonly [provider: string, goal: MigrationGoal] {
  const [name = '', wanted = ''] = word.split('=');
  const provider = providerNamed(name, providers);
  if (wanted === '')
    throw new UsageError(
      `--to ${word} has no release. Write PROVIDER=RELEASE or PROVIDER=APIVERSION, such as ${name}=latest.`,
    );
  if (/^v\d+((alpha|beta)\d+)?$/.test(wanted)) {
    if (!versionsToMigrateTo(provider.name, migrations, schemas).includes(wanted))
      throw new UsageError(`No kind of ${provider.name} can be migrated to ${wanted}.`);
    return [provider.name, { version: wanted }];
  }
  return [provider.name, { release: releaseOf(wanted, provider) }];
}

function releaseOf(wanted: string, provider: Provider): string {
  const release = findRelease(wanted, provider);
  if (!release)
    throw new UsageError(
      `Unknown release or API version "${wanted}" of ${provider.name}.${suggestionFor(wanted, [...provider.releases, 'latest'])}`,
    );
  return release;
}
