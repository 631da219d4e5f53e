import type { SchemaStore } from '../schemas/schema-store.ts';
import { compareVersions } from '../schemas/versions.ts';
import type { Migration, MigrationContext } from './migration.ts';

/** The target of the kinds of a provider: the newest version that a release serves, or an API version. */
export type MigrationGoal = { readonly release: string } | { readonly version: string };

/** The goals by the name of the provider's repository. The kinds of other providers are not migrated. */
export type MigrationGoals = ReadonlyMap<string, MigrationGoal>;

/** Returns the target version of a kind: the version of the goal, or the newest one that its release serves. */
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
