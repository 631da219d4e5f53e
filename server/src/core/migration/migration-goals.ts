import type { SchemaStore } from '../schemas/schema-store.ts';
import { compareVersions } from '../schemas/versions.ts';
import type { Migration, MigrationContext } from './migration.ts';

/** Where the kinds of a provider are to go: to what a release serves, or to an API version. */
export type MigrationGoal = { readonly release: string } | { readonly version: string };

/** The goals by provider, that is, by the name of its repository. The kinds of other providers stay as they are. */
export type MigrationGoals = ReadonlyMap<string, MigrationGoal>;

/** Returns the version that a kind is to have: the one that is named, or the newest that the release serves. */
export function targetVersion(goals: MigrationGoals, schemas: SchemaStore): MigrationContext['target'] {
  return (group, kind) => {
    const provider = schemas.providerOf(group, kind)?.name;
    const goal = provider === undefined ? undefined : goals.get(provider);
    if (!goal) return undefined;
    if ('version' in goal) return goal.version;
    const [newest] = schemas.versionsServed(group, kind, goal.release);
    return newest;
  };
}

/** Returns the API versions that kinds of a provider can be migrated to, newest first. */
export function versionsToMigrateTo(
  provider: string,
  migrations: readonly Migration[],
  schemas: SchemaStore,
): readonly string[] {
  const own = migrations.filter(({ group, kind }) => schemas.providerOf(group, kind)?.name === provider);
  return [...new Set(own.map(({ to }) => to))].sort(compareVersions);
}
