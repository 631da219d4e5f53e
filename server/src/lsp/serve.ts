import { type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import { RED_HAT_YAML } from '../../../protocol/index.ts';
import { initializeResult } from './capabilities.ts';
import { clientFeaturesOf } from './client-features.ts';
import { Dispatcher } from './dispatcher.ts';
import { registerSynchronization } from './handlers/synchronization.ts';
import { ROUTES } from './routes.ts';
import type { ServeOptions } from './serve-options.ts';
import { type Guard, Server } from './server.ts';

/** Starts a language server on a connection. */
export function serve(connection: Connection, options: ServeOptions): void {
  let server: Server | undefined;
  const dispatcher = new Dispatcher({
    connection,
    session: () => server?.session,
    clock: options.clock,
    onHandled: (method) => server?.responded(method),
  });

  const guard: Guard = (what, work) => dispatcher.guard(what, null, work);
  const guarded: ServeOptions = {
    ...options,
    host: {
      ...options.host,
      read: (uri) => options.host.read(uri, (note) => connection.console.info(note)),
    },
    defer: (work) => options.defer(() => void guard('Deferred work', work)),
  };

  connection.onInitialize((params) => {
    options.onClient?.(params.processId);
    server = new Server(connection, clientFeaturesOf(params), guarded, guard);
    return initializeResult(server.client, options.version);
  });
  connection.onInitialized(() => {
    if (!server) return;
    if (server.client.hasFolders)
      connection.workspace.onDidChangeWorkspaceFolders((event) => server?.changeFolders(event));
    return server.start();
  });

  for (const route of ROUTES) dispatcher.request(route);
  registerSynchronization(dispatcher, guarded.host, () => server);
  dispatcher.notification(DidChangeConfigurationNotification.type, (_, { settings }) =>
    server?.changeSettings(settings),
  );
  dispatcher.notification(RED_HAT_YAML, (session, { active }) => session.setRedHatYamlActive(active));
  connection.listen();
}
