import {
  type Connection,
  type ConnectionOptions,
  createConnection,
  type MessageStrategy,
  ProposedFeatures,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { type EncodeText, JsonCache } from './caches/json-cache.ts';
import { CONNECTION_OPTIONS, handleable } from './connection-options.ts';
import { Scheduler } from './scheduler.ts';
import { serve } from './serve.ts';
import type { ServeOptions } from './serve-options.ts';
import { type ListenToTexts, TextReader } from './text-reader.ts';

/** The standard streams of the process. */
export interface Stdio {
  readonly listen: ListenToTexts;
  readonly output: ConstructorParameters<typeof StreamMessageWriter>[0];
  readonly encode: EncodeText;
  /** Ends the process when the client has closed the input without a shutdown request. */
  readonly onEnd: () => void;
}

/**
 * Serves on the standard streams, or else on the stream that the command line of the process names: `--node-ipc`,
 * `--socket PORT` or `--pipe NAME`.
 */
export function listen(options: ServeOptions, stdio: Stdio | undefined): void {
  const scheduler = new Scheduler(options.defer);
  const messageStrategy: MessageStrategy = {
    handleMessage: (message, next) => scheduler.messageStrategy.handleMessage(handleable(message), next),
  };
  const strategies = { ...CONNECTION_OPTIONS, messageStrategy };
  const { defer } = scheduler;
  if (!stdio) {
    serve(createConnection(ProposedFeatures.all, strategies), { ...options, defer });
    return;
  }
  const json = new JsonCache(stdio.encode);
  serve(connect(stdio, json, strategies), { ...options, defer, keepJson: json.keep });
}

function connect({ listen, output, onEnd }: Stdio, json: JsonCache, options: ConnectionOptions): Connection {
  const encode = (message: object) => Promise.resolve(json.encode(message));
  const writer = new StreamMessageWriter(output, { contentTypeEncoder: { name: 'utf-8', encode } });
  const reader = new TextReader(
    listen,
    (response) => void writer.write(response),
    (problem) => connection.console.error(problem),
  );
  reader.onClose(onEnd);
  const connection = createConnection(ProposedFeatures.all, reader, writer, options);
  return connection;
}
