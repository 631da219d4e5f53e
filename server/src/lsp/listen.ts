import {
  type Connection,
  type ConnectionOptions,
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { CONNECTION_OPTIONS } from './connection-options.ts';
import { type BytesOf, bytesOfMessage } from './kept-json.ts';
import { type ServeOptions, serve } from './serve.ts';
import { Turns } from './turns.ts';

/** The streams of the process, where messages come and go by those. */
export interface Stdio {
  readonly input: ConstructorParameters<typeof StreamMessageReader>[0];
  readonly output: ConstructorParameters<typeof StreamMessageWriter>[0];
  readonly bytesOf: BytesOf;
  /** Ends the process: its client went without a word. */
  readonly onEnd: () => void;
}

/** Serves over the stream that the process was told of: `stdio`, or else `--node-ipc`, `--socket PORT` or `--pipe NAME`. */
export function listen(options: ServeOptions, stdio: Stdio | undefined): void {
  const turns = new Turns(options.defer);
  const strategies = { ...CONNECTION_OPTIONS, messageStrategy: turns.strategy };
  const connection = stdio ? connect(stdio, strategies) : createConnection(ProposedFeatures.all, strategies);
  serve(connection, { ...options, defer: turns.defer });
}

function connect({ input, output, bytesOf, onEnd }: Stdio, options: ConnectionOptions): Connection {
  const encode = (message: object) => Promise.resolve(bytesOfMessage(message, bytesOf));
  const reader = new StreamMessageReader(input);
  reader.onClose(onEnd);
  const writer = new StreamMessageWriter(output, { contentTypeEncoder: { name: 'utf-8', encode } });
  return createConnection(ProposedFeatures.all, reader, writer, options);
}
