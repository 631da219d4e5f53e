import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { CONNECTION_OPTIONS } from './connection-options.ts';
import { type ServeOptions, serve } from './serve.ts';
import { Turns } from './turns.ts';

/** Serves over the stream that the process was told of: `--stdio`, `--node-ipc` or `--socket PORT`. */
export function listen(options: ServeOptions): void {
  const turns = new Turns(options.defer);
  const strategies = { ...CONNECTION_OPTIONS, messageStrategy: turns.strategy };
  serve(createConnection(ProposedFeatures.all, strategies), { ...options, defer: turns.defer });
}
