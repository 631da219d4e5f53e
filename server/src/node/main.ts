import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from '../lsp/serve.ts';
import { nodeHost } from './node-host.ts';

/** Starts the language server over the stream that the command line names: `--stdio`, `--node-ipc` or `--socket`. */
export function startServer(version: string): void {
  const connection = createConnection(ProposedFeatures.all);
  serve(connection, { host: nodeHost, version, defer: setImmediate });
}
