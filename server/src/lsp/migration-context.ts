import {
  findRelease,
  type ManifestFile,
  type MigrationContext,
  type MigrationGoal,
  type MigrationGoals,
  migrationContext,
} from '../core/index.ts';
import type { Snapshot } from './session/snapshot.ts';

/** Returns the context of a migration to goals; undefined if the host has no schemas. */
export function contextFor(
  snapshot: Snapshot,
  goals: MigrationGoals,
  choices: readonly string[] = [],
): MigrationContext | undefined {
  const { registry, givenSchemas } = snapshot.workspace;
  return givenSchemas && migrationContext(registry, givenSchemas.store, goals, new Set(choices));
}

/** Returns the target release of each provider for a file; the newest release if a provider has no target. */
export function goalsFor(snapshot: Snapshot, uri: string): MigrationGoals {
  const { targets } = snapshot.configurations.for(uri);
  return new Map(
    snapshot.providers.flatMap((provider): (readonly [string, MigrationGoal])[] => {
      const release = targets[provider.name] ?? findRelease('latest', provider);
      return release === undefined ? [] : [[provider.name, { release }]];
    }),
  );
}

/** Returns the files with the same targets as a file, which can be migrated together with it. */
export function filesLike(snapshot: Snapshot, uri: string): readonly ManifestFile[] {
  const targetsOf = (each: string) => snapshot.configurations.for(each).targets;
  const own = targetsOf(uri);
  const text = JSON.stringify(own);
  const isSame = (targets: typeof own) => targets === own || JSON.stringify(targets) === text;
  return [...snapshot.workspace.files.values()].filter((file) => isSame(targetsOf(file.uri)));
}
