import assert from 'node:assert/strict';
import { counterpartOf } from '../../server/src/core/migration/counterpart.ts';
import { migrateDocument } from '../../server/src/core/migration/migrate-document.ts';
import {
  type MigratedFile,
  migrateFiles,
  migrateManifests,
  type SourceFile,
} from '../../server/src/core/migration/migrate-files.ts';
import type { MigratedDocument } from '../../server/src/core/migration/migrated-document.ts';
import type { MigrationContext } from '../../server/src/core/migration/migration.ts';
import { type MigrationAction, migrationActions } from '../../server/src/core/migration/migration-actions.ts';
import { schemaProblems } from '../../server/src/core/migration/migration-context.ts';
import { migrationEdits } from '../../server/src/core/migration/migration-edits.ts';
import { nodeValue } from '../../server/src/core/migration/node-value.ts';
import type { FieldCounterpart } from '../../server/src/core/query/view.ts';
import type { JsonValue } from '../../server/src/core/schemas/structural-schema.ts';
import { type ManifestFile, manifestFile } from '../../server/src/core/syntax/manifest-file.ts';
import { parseDocument } from '../../server/src/core/syntax/parse-document.ts';
import { PROVIDERS, REGISTRY } from '../../server/src/providers/index.ts';
import { SCHEMAS } from './check.ts';

/** Migrates everything that has a newer version, or only what `target` names. */
export function contextFor(target?: MigrationContext['target'], choices?: ReadonlySet<string>): MigrationContext {
  return {
    migrations: REGISTRY.migrations,
    target:
      target ?? ((group, kind) => REGISTRY.migrations.find((each) => each.group === group && each.kind === kind)?.to),
    problems: schemaProblems(REGISTRY, SCHEMAS, {}),
    schema: (group, kind, version) => SCHEMAS.newest(group, kind, version)?.is.schema,
    ...(choices ? { choices } : {}),
  };
}

/** Returns the documents of a text after migration. */
export function migrated(text: string, context: MigrationContext = contextFor()): readonly MigratedDocument[] {
  return manifestFile('file:///test.yaml', text).documents.map((document) => migrateDocument(document, context));
}

export function migratedText(text: string, context?: MigrationContext): string {
  return migrated(text, context)
    .map((each) => each.text)
    .join('');
}

export function valueIn(text: string): JsonValue {
  return nodeValue(parseDocument(text).root);
}

export function migratedFiles(files: readonly SourceFile[], choices?: readonly string[]): readonly MigratedFile[] {
  return migrateFiles(files, contextFor(undefined, choices && new Set(choices)));
}

export function actionsAt(files: readonly SourceFile[], uri: string, offset: number): readonly MigrationAction[] {
  const file = manifestsOf(files).find((each) => each.uri === uri);
  return file ? migrationActions(file, offset, contextFor()) : [];
}

/** Returns the text of a file after an action. */
export function applied(files: readonly SourceFile[], uri: string, { goal, choices }: MigrationAction): string {
  const context = contextFor(undefined, new Set(choices));
  const migrated = migrateManifests(manifestsOf(files), context, goal).find((each) => each.uri === uri);
  assert.ok(migrated);
  const edited = migrationEdits(migrated).reduceRight(
    (after, { span, newText }) => after.slice(0, span.start) + newText + after.slice(span.end),
    migrated.before,
  );
  assert.equal(edited, migrated.after);
  return edited;
}

function manifestsOf(files: readonly SourceFile[]): readonly ManifestFile[] {
  return files.map(({ uri, text }) => manifestFile(uri, text));
}

export function counterpart(
  of: { readonly group: string; readonly version: string; readonly kind: string },
  path: readonly (string | number)[],
): FieldCounterpart | undefined {
  return counterpartOf(REGISTRY.migrations, of, path);
}

export const DEPRECATIONS = PROVIDERS.flatMap(({ deprecations = [] }) => deprecations);
