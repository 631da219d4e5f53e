import {
  CodeActionKind,
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  MarkupKind,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { type Provider, RULES, SchemaJudge, type SchemaStore, Workspace } from '../core/index.ts';
import { boundaryOf } from './boundary.ts';
import { type CompletionClient, completionClientOf } from './completion-client.ts';
import { Configuring } from './configuring.ts';
import { registerCallHierarchy } from './handlers/call-hierarchy.ts';
import { FIX_ALL, registerCodeActions } from './handlers/code-actions.ts';
import { CODE_LENSES, registerCodeLenses, showReferencesCommandOf } from './handlers/code-lenses.ts';
import { COMPLETION, registerCompletion } from './handlers/completion.ts';
import { pushDiagnostics, registerPullDiagnostics } from './handlers/diagnostics.ts';
import { registerHover } from './handlers/hover.ts';
import { NAVIGATION, registerNavigation } from './handlers/navigation.ts';
import { OUTLINE, registerOutline } from './handlers/outline.ts';
import { registerRenaming } from './handlers/renaming.ts';
import { registerStructure, STRUCTURE } from './handlers/structure.ts';
import { registerSynchronization } from './handlers/synchronization.ts';
import { registerTargets } from './handlers/targets.ts';
import { TreeTeller } from './handlers/tree.ts';
import { registerVariables } from './handlers/variables.ts';
import type { Host } from './host.ts';
import { forgetFolders, type IndexingOptions, indexFolders } from './indexing.ts';
import { CONFIGURATION_SECTION, RED_HAT_YAML, type RedHatYaml } from './protocol.ts';
import { Rehearsal } from './rehearsal.ts';
import { normalUri, Session } from './session.ts';
import { settingsFrom } from './settings.ts';
import { StatusTeller } from './status.ts';
import type { Words } from './words.ts';

/** Everything the machine gives to the server. */
export interface ServeOptions {
  readonly host: Host;
  readonly version: string;
  /** Without them nothing is said of a document's own fields. */
  readonly schemas?: SchemaStore;
  /** Beside the schemas: without them nothing is completed. */
  readonly words?: Words;
  /** Does the work once the messages at hand are read. */
  readonly defer: (work: () => void) => void;
  /** Whether the first edit shall be as fast as the later ones, for some time of the machine after the first file. */
  readonly rehearses?: boolean;
  /** Called once with the process id of the client, or null. */
  readonly onClient?: (processId: number | null) => void;
}

/** Wires a language server to a connection and listens on it. This file only wires: each request has its own. */
export function serve(
  connection: Connection,
  { host, version, defer, schemas, words, rehearses = false, onClient }: ServeOptions,
): void {
  let client = clientOf({ processId: null, rootUri: null, capabilities: {} });
  let folders = client.folders;
  const { failed, attempt, defer: deferSafely } = boundaryOf(connection, defer);
  const shown = new Set<string>();
  const session: Session = new Session({
    workspace: new Workspace({
      rules: RULES,
      ...(schemas ? { schemas: new SchemaJudge(schemas, (uri) => session.configurations.for(uri).targets) } : {}),
      onBug: (rule, error) => connection.console.error(`The rule ${rule} failed, which is a fault of ours: ${error}`),
      onFailure: (uri, error) => failed(`processing ${uri}`, error),
    }),
    onFindings: (changed, edited) => {
      status.changed();
      tree.changed();
      // Who edits a file asks about it anew; of what that means for other files nobody else tells.
      const elsewhere = [...changed].filter((uri) => !edited.has(uri));
      if (elsewhere.length > 0 && !session.workspace.isDue) refreshNotes();
      if (!client.pullsDiagnostics) pushDiagnostics(connection, session, changed, shown);
      // Of files that nobody looks at, all is told at once when all is judged.
      else if (
        client.refreshesDiagnostics &&
        elsewhere.length > 0 &&
        (!session.workspace.isDue || elsewhere.some((uri) => session.isOpen(uri)))
      )
        void connection.languages.diagnostics.refresh();
      if (rehearses) rehearsal.begin(client.completion);
    },
    onConfigurationText: () => void attempt('the configuration', () => configuring.refresh()),
    defer: deferSafely,
  });
  const rehearsal = new Rehearsal(session, words, deferSafely);
  const status: StatusTeller = new StatusTeller(connection, session);
  const tree: TreeTeller = new TreeTeller(connection, session);
  const refreshNotes = () => {
    if (client.refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
    if (client.refreshesHints) void connection.languages.inlayHint.refresh();
  };
  const providers = schemas?.providers ?? [];
  const configuring: Configuring = new Configuring({
    session,
    host,
    providers,
    folders: () => folders,
    onConfigured: () => status.again(),
    onFiles: () => indexFolders(folders, indexing()),
    onFailure: (uri, error) => failed(`reading ${uri}`, error),
  });
  const indexing = (): IndexingOptions => ({
    connection,
    session,
    host,
    status,
    folders,
    isTrusted: client.isTrusted,
    showsProgress: client.showsProgress,
  });

  connection.onInitialize((params) => {
    client = clientOf(params);
    onClient?.(params.processId);
    folders = client.folders;
    session.redHatYamlActive = client.redHatYamlActive;
    session.editsVersions = client.editsVersions;
    if (client.pullsDiagnostics) registerPullDiagnostics(connection, session);
    return initializeResult(client, version);
  });

  connection.onInitialized(async () => {
    // Folders may change at any time, even while the first ones are read: each change waits for the one before it.
    let reading: Promise<void> = Promise.resolve();
    if (client.hasFolders)
      connection.workspace.onDidChangeWorkspaceFolders((event) => {
        const [added, removed] = [event.added, event.removed].map((each) => each.map(({ uri }) => normalUri(uri)));
        folders = [...new Set([...folders.filter((each) => !removed?.includes(each)), ...(added ?? [])])];
        reading = reading.then(() => attempt('changed folders', () => changeFolders(added ?? [], removed ?? [])));
      });
    const begin = async () => {
      const settings = client.hasConfiguration ? readSettings(connection, providers) : undefined;
      // Asked for together: whoever has opened a file waits for all of it.
      await Promise.all([
        attempt('registering with the client', () => registerWithClient(connection, client)),
        attempt('reading the settings', async () => {
          if (settings) session.settings = await settings;
        }),
        attempt('reading configurations', () => configuring.read(folders)),
      ]);
      await attempt('the configuration', () => configuring.refresh());
      await attempt('reading folders', () => indexFolders(folders, indexing()));
    };
    reading = begin();
    await reading;
  });

  const changeFolders = async (added: readonly string[], removed: readonly string[]) => {
    const isLeft = (folder: string) => !folders.includes(folder);
    forgetFolders(removed.filter(isLeft), session);
    const isCome = added.filter((folder) => folders.includes(folder));
    await configuring.read(isCome);
    await configuring.refresh();
    await indexFolders(isCome, indexing());
    // They may have left again in the meantime.
    forgetFolders(isCome.filter(isLeft), session);
  };

  connection.onDidChangeConfiguration(async ({ settings }) => {
    // Before that, the configuration files are not read yet, and would be taken for none.
    await session.configured;
    session.settings = client.hasConfiguration
      ? await readSettings(connection, providers)
      : settingsFrom((settings as Record<string, unknown> | null)?.[CONFIGURATION_SECTION], providers);
    await configuring.refresh();
    refreshNotes();
  });

  connection.onNotification(RED_HAT_YAML, ({ active }: RedHatYaml) => {
    session.redHatYamlActive = active;
    session.touchAll();
  });

  session.onSkipped = (note) => connection.console.info(note);
  registerSynchronization(connection, session, host, () => folders);
  registerCodeActions(connection, session);
  registerTargets(connection, session, providers);
  registerVariables(connection, session);
  registerCompletion(connection, session, words, () => client.completion);
  registerHover(connection, session, words, () => client.hoversMarkdown);
  registerStructure(connection, session, () => client.mostFoldings);
  registerNavigation(connection, session, () => client.linksToTargets);
  registerRenaming(connection, session);
  registerOutline(connection, session);
  registerCodeLenses(connection, session, () => client.showReferencesCommand);
  registerCallHierarchy(connection, session);
  connection.listen();
}

interface Client {
  readonly folders: readonly string[];
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly hasConfiguration: boolean;
  readonly hasFolders: boolean;
  readonly watchesFiles: boolean;
  readonly showsProgress: boolean;
  readonly redHatYamlActive: boolean;
  readonly isTrusted: boolean;
  readonly completion: CompletionClient;
  readonly hoversMarkdown: boolean;
  readonly linksToTargets: boolean;
  readonly editsVersions: boolean;
  /** Infinity where the client does not say. */
  readonly mostFoldings: number;
  readonly preparesRename: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  readonly showReferencesCommand: string | undefined;
}

function clientOf(params: InitializeParams): Client {
  const { capabilities, workspaceFolders, rootUri, initializationOptions } = params;
  const { workspace, textDocument, window } = capabilities;
  const folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  return {
    folders: folders.map(normalUri),
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    hasConfiguration: workspace?.configuration === true,
    hasFolders: workspace?.workspaceFolders === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    showsProgress: window?.workDoneProgress === true,
    redHatYamlActive: (initializationOptions as InitializationOptions | undefined)?.redHatYamlActive === true,
    isTrusted: (initializationOptions as InitializationOptions | undefined)?.isTrusted === true,
    completion: completionClientOf(params),
    hoversMarkdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    linksToTargets: textDocument?.definition?.linkSupport === true,
    mostFoldings: textDocument?.foldingRange?.rangeLimit ?? Number.POSITIVE_INFINITY,
    editsVersions: workspace?.workspaceEdit?.documentChanges === true,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    showReferencesCommand: showReferencesCommandOf(params),
  };
}

interface InitializationOptions {
  readonly redHatYamlActive?: boolean;
  /** The user trusts the workspace. */
  readonly isTrusted?: boolean;
}

function initializeResult(client: Client, version: string): InitializeResult {
  return {
    serverInfo: { name: 'kamaji-metal3', version },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
      completionProvider: COMPLETION,
      hoverProvider: true,
      ...STRUCTURE,
      ...NAVIGATION,
      ...OUTLINE,
      ...CODE_LENSES,
      renameProvider: client.preparesRename ? { prepareProvider: true } : true,
      callHierarchyProvider: true,
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      ...(client.pullsDiagnostics
        ? {
            diagnosticProvider: {
              identifier: 'kamaji-metal3',
              interFileDependencies: true,
              workspaceDiagnostics: true,
            },
          }
        : {}),
    },
  };
}

async function registerWithClient(connection: Connection, client: Client): Promise<void> {
  if (client.hasConfiguration)
    await connection.client.register(DidChangeConfigurationNotification.type, { section: CONFIGURATION_SECTION });
  if (client.watchesFiles)
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [{ globPattern: '**/*.{yaml,yml,json}' }, { globPattern: '**/Kustomization' }],
    });
}

async function readSettings(connection: Connection, providers: readonly Provider[]) {
  return settingsFrom(await connection.workspace.getConfiguration(CONFIGURATION_SECTION), providers);
}
