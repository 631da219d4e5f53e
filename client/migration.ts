import { commands, type Disposable, type LogOutputChannel, type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { MIGRATE, MIGRATION_GOALS, type MigrationChoice, type MigrationNote } from '../protocol/index.ts';
import { request } from './requests.ts';

export const MIGRATE_WORKSPACE = 'kamajiMetal3.migrateWorkspace';

/** Registers the command that migrates all manifests to the API versions that the user selects. */
export function registerMigration(client: LanguageClient, output: LogOutputChannel): Disposable {
  return commands.registerCommand(MIGRATE_WORKSPACE, async () => {
    if (!client.isRunning()) return;
    const choices = await request(client, MIGRATION_GOALS, {});
    if (choices.length === 0) {
      void window.showInformationMessage('The workspace contains no manifests that have a newer API version.');
      return;
    }
    const targets = await selectVersions(choices);
    if (targets.length > 0) await migrate(client, output, targets);
  });
}

async function selectVersions(choices: readonly MigrationChoice[]): Promise<readonly MigrationChoice[]> {
  const items = choices.map((choice): QuickPickItem & { readonly choice: MigrationChoice } => ({
    label: `${choice.displayName} ${choice.version}`,
    description: choice.objects === 1 ? '1 object' : `${choice.objects} objects`,
    ...(choice.servedFrom === undefined ? {} : { detail: `Served by ${choice.servedFrom} and later` }),
    picked: choice.isServedByTarget,
    choice,
  }));
  const picked = await window.showQuickPick(items, {
    title: 'Migrate Workspace to Newer API Versions',
    placeHolder: 'Select the API versions to migrate to',
    canPickMany: true,
  });
  return picked?.map(({ choice }) => choice) ?? [];
}

async function migrate(
  client: LanguageClient,
  output: LogOutputChannel,
  targets: readonly MigrationChoice[],
): Promise<void> {
  const { edit, leftovers } = await request(client, MIGRATE, { targets });
  const converted = await client.protocol2CodeConverter.asWorkspaceEdit(
    edit as Parameters<typeof client.protocol2CodeConverter.asWorkspaceEdit>[0],
  );
  const isApplied = converted !== undefined && (await workspace.applyEdit(converted, { isRefactoring: true }));
  if (leftovers.length > 0 && (isApplied || !converted)) await showLeftovers(leftovers, output);
  else if (!converted) void window.showInformationMessage('No manifest changes.');
}

async function showLeftovers(leftovers: readonly MigrationNote[], output: LogOutputChannel): Promise<void> {
  for (const { uri, line, message, isBlocked } of leftovers)
    output.warn(
      `${workspace.asRelativePath(Uri.parse(uri))}:${line + 1}: ${isBlocked ? 'not migrated' : 'check'}: ${message}`,
    );
  const show = 'Show Output';
  const text = leftovers.length === 1 ? '1 place needs' : `${leftovers.length} places need`;
  if ((await window.showWarningMessage(`${text} your attention after the migration.`, show)) === show) output.show();
}
