import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeResult,
  WatchKind,
} from 'vscode-languageserver';
import { CONFIGURATION_SECTION } from '../../../protocol/index.ts';
import type { ClientFeatures } from './client-features.ts';
import { CODE_ACTIONS } from './handlers/code-actions.ts';
import { CODE_LENSES } from './handlers/code-lenses.ts';
import { COMPLETION } from './handlers/completion.ts';
import { PULL_DIAGNOSTICS } from './handlers/diagnostics.ts';
import { NAVIGATION } from './handlers/navigation.ts';
import { OUTLINE } from './handlers/outline.ts';
import { STRUCTURE } from './handlers/structure.ts';
import { SYNCHRONIZATION } from './handlers/synchronization.ts';

/** Returns the capabilities that the server announces to a client. */
export function initializeResult(client: ClientFeatures, version: string): InitializeResult {
  return {
    serverInfo: { name: 'kamaji-metal3', version },
    capabilities: {
      ...SYNCHRONIZATION,
      ...CODE_ACTIONS,
      ...COMPLETION,
      hoverProvider: true,
      ...STRUCTURE,
      ...NAVIGATION,
      ...OUTLINE,
      ...CODE_LENSES,
      renameProvider: client.preparesRename ? { prepareProvider: true } : true,
      callHierarchyProvider: true,
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      ...(client.pullsDiagnostics ? PULL_DIAGNOSTICS : {}),
    },
  };
}

/** Registers for changes of settings and of files on disk, if the client supports that. */
export async function registerForChanges({ client }: Connection, features: ClientFeatures): Promise<void> {
  if (features.hasConfiguration)
    await client.register(DidChangeConfigurationNotification.type, { section: CONFIGURATION_SECTION });
  if (features.watchesFiles)
    await client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [
        { globPattern: '**/*.{yaml,yml,json}' },
        { globPattern: '**/Kustomization' },
        // Manifests can name files with any extension, and a deleted folder has no events for the files in it.
        { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
      ],
    });
}
