import { type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import { RED_HAT_YAML } from '../../../protocol/index.ts';
import { initializeResult } from './capabilities.ts';
import { clientFeaturesOf } from './client-features.ts';
import { Dispatcher } from './dispatcher.ts';
import { registerSynchronization } from './handlers/synchronization.ts';
import { ROUTES } from './routes.ts';
import type { ServeOptions } from './serve-options.ts';
import { Server } from './server.ts';

/** Starts a language server on a connection. */
export function serve(connection: Connection, options: ServeOptions): void {
  let server: Server | undefined;
  const dispatcher = new Dispatcher({
    connection,
    session: () => server?.session,
    clock: options.clock,
    onHandled: (method) => server?.responded(method),
  });

  connection.onInitialize((params) => {
    server = new Server(connection, clientFeaturesOf(params), options);
    return initializeResult(server.client, options.version);
  });
  connection.onInitialized(() => server && start(connection, server, dispatcher));

  for (const route of ROUTES) dispatcher.request(route);
  registerSynchronization(dispatcher, options.host, () => server?.client.folders ?? []);
  dispatcher.notification(DidChangeConfigurationNotification.type, (_, { settings }) =>
    server?.changeSettings(settings),
  );
  dispatcher.notification(RED_HAT_YAML, (session, { active }) => session.setRedHatYamlActive(active));
  connection.listen();
}

async function start(connection: Connection, server: Server, dispatcher: Dispatcher): Promise<void> {
  await dispatcher.guard('initialized', null, () => server.start());
  if (server.client.hasFolders)
    connection.workspace.onDidChangeWorkspaceFolders((event) =>
      dispatcher.guard('workspace/didChangeWorkspaceFolders', null, () => server.changeFolders(event)),
    );
}
