import { type ConnectionOptions, LSPErrorCodes, Message } from 'vscode-languageserver';

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
};
