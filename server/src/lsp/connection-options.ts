import { type ConnectionOptions, type InitializeParams, LSPErrorCodes, Message } from 'vscode-languageserver';

/** Replaces invalid parameters of `initialize`, for which the library would throw. */
export const INVALID_INITIALIZE_PARAMS: InitializeParams = { processId: null, rootUri: null, capabilities: {} };

/** Returns a message that the library can handle. */
export function handleable(message: Message): Message {
  if (!Message.isRequest(message) || message.method !== 'initialize') return message;
  const { capabilities } = (message.params ?? {}) as { readonly capabilities?: unknown };
  const isValid = typeof capabilities === 'object' && capabilities !== null;
  return isValid ? message : { ...message, ...{ params: INVALID_INITIALIZE_PARAMS } };
}

/**
 * Rejects a request that is cancelled before it is dispatched. A synchronous handler finishes before the next message is
 * read, so it cannot be cancelled later; `dispatcher.ts` rejects requests that are cancelled while they wait.
 */
export const CONNECTION_OPTIONS: ConnectionOptions = {
  connectionStrategy: {
    cancelUndispatched: (message, next) =>
      Message.isRequest(message)
        ? {
            jsonrpc: message.jsonrpc,
            id: message.id,
            error: { code: LSPErrorCodes.RequestCancelled, message: 'The request was cancelled.' },
          }
        : next(message),
  },
  messageStrategy: { handleMessage: (message, next) => next(handleable(message)) },
};
