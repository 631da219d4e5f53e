import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { CONNECTION_OPTIONS } from './connection-options.ts';
import { type ServeOptions, serve } from './serve.ts';

/** Serves over the stream that the process was told of: `--stdio`, `--node-ipc` or `--socket PORT`. */
export function listen(options: ServeOptions): void {
  serve(createConnection(ProposedFeatures.all, CONNECTION_OPTIONS), options);
}
