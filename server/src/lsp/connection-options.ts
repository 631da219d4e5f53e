import { type ConnectionOptions, LSPErrorCodes, Message } from 'vscode-languageserver';

/**
 * A request that is cancelled before its turn is answered so, and never begun. One that has begun is over before the
 * next message is read: handlers are synchronous and take milliseconds.
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
