import {
  AbstractMessageReader,
  type DataCallback,
  type Disposable,
  ErrorCodes,
  Message,
  type MessageReader,
  type ResponseMessage,
} from 'vscode-languageserver';
import { describeError } from './error-report.ts';

/** Calls `onText` with the text of each message, `onInvalid` for input that contains none, and `onEnd` at the end. */
export type ListenToTexts = (listener: {
  readonly onText: (text: string) => void;
  readonly onInvalid: (problem: string) => void;
  readonly onEnd: () => void;
}) => void;

/** Reads the messages of a connection from texts. */
export class TextReader extends AbstractMessageReader implements MessageReader {
  readonly #listenToTexts: ListenToTexts;
  readonly #answer: (response: ResponseMessage) => void;
  readonly #onProblem: (problem: string) => void;

  /** `answer` sends a response for a text that is not a message. `onProblem` logs a sentence. */
  constructor(
    listenToTexts: ListenToTexts,
    answer: (response: ResponseMessage) => void,
    onProblem: (problem: string) => void,
  ) {
    super();
    this.#listenToTexts = listenToTexts;
    this.#answer = answer;
    this.#onProblem = onProblem;
  }

  listen(callback: DataCallback): Disposable {
    this.#listenToTexts({
      onText: (text) => this.#read(text, callback),
      onInvalid: this.#onProblem,
      onEnd: () => this.fireClose(),
    });
    return { dispose: () => {} };
  }

  #read(text: string, callback: DataCallback): void {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      this.#reject(null, ErrorCodes.ParseError, 'A message of the input is not valid JSON.');
      return;
    }
    if (isMessage(value)) {
      try {
        callback(value);
      } catch (error) {
        this.#onProblem(`A message of the input cannot be handled: ${describeError(error)}`);
      }
    } else this.#reject(idOf(value), ErrorCodes.InvalidRequest, 'A message of the input is not a JSON-RPC message.');
  }

  #reject(id: ResponseMessage['id'], code: number, message: string): void {
    this.#onProblem(message);
    this.#answer({ jsonrpc: '2.0', id, error: { code, message } } as ResponseMessage);
  }
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null) return false;
  const message = value as Message;
  return Message.isRequest(message) || Message.isNotification(message) || Message.isResponse(message);
}

function idOf(value: unknown): ResponseMessage['id'] {
  const { id } = (value ?? {}) as { readonly id?: unknown };
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}
