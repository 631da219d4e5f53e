import { ErrorCodes, ResponseError } from 'vscode-languageserver';

/** Which requests the protocol allows: those between the responses to `initialize` and `shutdown`. */
export class Lifecycle {
  #state: 'new' | 'initialized' | 'shut down' = 'new';

  /** Returns an error for a second `initialize` request. */
  initialize(): ResponseError<never> | undefined {
    if (this.#state !== 'new')
      return new ResponseError(ErrorCodes.InvalidRequest, 'The server has already been initialized.');
    this.#state = 'initialized';
    return undefined;
  }

  shutDown(): ResponseError<never> | undefined {
    const refusal = this.refusal;
    if (!refusal) this.#state = 'shut down';
    return refusal;
  }

  /** The error for any other request; undefined if the server answers it. Notifications are ignored in these states. */
  get refusal(): ResponseError<never> | undefined {
    if (this.#state === 'new')
      return new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized.');
    if (this.#state === 'shut down') return new ResponseError(ErrorCodes.InvalidRequest, 'The server is shut down.');
    return undefined;
  }
}
