import {
  MIGRATE,
  MIGRATION_GOALS,
  type MigrateParams,
  type MigrateResult,
  type MigrationChoice,
  type MigrationNote,
} from '../../../../protocol/index.ts';
import {
  findRelease,
  type MigratedFile,
  type MigrationGoal,
  manifestFile,
  migrateManifests,
  minorOf,
  positionAt,
  providerTitle,
  sentenceStart,
  versionsToMigrateTo,
} from '../../core/index.ts';
import { ownRoute, type Route } from '../dispatcher.ts';
import { contextFor } from '../migration-context.ts';
import { migrationEdit } from '../migration-edit.ts';
import type { Snapshot } from '../session/snapshot.ts';

/** The migration of the complete workspace, for clients that ask the user for the API versions. */
export const MIGRATION_ROUTES: readonly Route[] = [
  ownRoute(MIGRATION_GOALS, 'documents', migrationGoals),
  ownRoute(MIGRATE, 'documents', migrate),
];

function migrationGoals(snapshot: Snapshot): readonly MigrationChoice[] {
  const { registry, givenSchemas } = snapshot.workspace;
  const store = givenSchemas?.store;
  if (!store) return [];
  const { targets } = snapshot.configurations.base;
  return store.providers.flatMap((provider) => {
    const { name } = provider;
    const target = targets[name] ?? findRelease('latest', provider);
    return versionsToMigrateTo(name, registry.migrations, store).flatMap((version): MigrationChoice[] => {
      const own = registry.migrations.filter(
        ({ group, kind, to }) => to === version && store.providerOf(group, kind)?.name === name,
      );
      const objects = own.reduce((sum, { group, kind, from }) => {
        const found = snapshot.workspace.objectsOfKind({ group, kind });
        return sum + found.filter((each) => each.version === from).length;
      }, 0);
      if (objects === 0) return [];
      const serving = provider.releases.filter((release) =>
        own.some(({ group, kind }) => store.isServed(group, kind, version, release)),
      );
      const [servedFrom] = serving;
      return [
        {
          provider: name,
          displayName: sentenceStart(providerTitle(provider)),
          version,
          objects,
          isServedByTarget: target !== undefined && serving.includes(target),
          ...(servedFrom === undefined ? {} : { servedFrom: minorOf(servedFrom) }),
        },
      ];
    });
  });
}

function migrate(snapshot: Snapshot, { targets }: MigrateParams): MigrateResult {
  const goals = new Map(targets.map(({ provider, version }): [string, MigrationGoal] => [provider, { version }]));
  const context = contextFor(snapshot, goals);
  if (!context) return { edit: null, leftovers: [] };
  const files = migrateManifests([...snapshot.workspace.files.values()], context);
  return {
    edit: migrationEdit(files, snapshot) ?? null,
    leftovers: files.flatMap((file) => notesOf(file, snapshot)),
  };
}

function notesOf(
  { uri, before, leftovers, unchangedReason }: MigratedFile,
  snapshot: Snapshot,
): readonly MigrationNote[] {
  const file = snapshot.file(uri) ?? manifestFile(uri, before);
  const own = { uri: snapshot.clientUri(uri) };
  if (unchangedReason !== undefined) return [{ ...own, line: 0, message: unchangedReason, isBlocked: true }];
  return leftovers.map(({ start, path, message, severity }) => ({
    ...own,
    line: positionAt(file, Math.max(0, start)).line,
    message: path === '' ? message : `${path}: ${message}`,
    isBlocked: severity === 'blocked',
  }));
}
