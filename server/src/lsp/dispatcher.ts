import {
  type CancellationToken,
  type Connection,
  type DiagnosticServerCancellationData,
  DocumentDiagnosticRequest,
  ErrorCodes,
  LSPErrorCodes,
  type ProtocolRequestType,
  ResponseError,
  WorkspaceDiagnosticRequest,
} from 'vscode-languageserver';
import type { NotificationMethod, RequestMethod } from '../../../protocol/index.ts';
import { describeError } from './error-report.ts';
import type { Lifecycle } from './lifecycle.ts';
import { invalidMember } from './params.ts';
import type { Session } from './session/session.ts';
import type { Snapshot } from './session/snapshot.ts';
import { normalUri } from './uris.ts';
import { Interruption } from './watchdog.ts';

/**
 * The requirements of a handler for its snapshot:
 * - `documents`: the current text and objects. Handled immediately.
 * - `findings`: current findings of open files and of the file that the request names.
 * - `all-findings`: current findings of all files.
 */
export type Needs = 'documents' | 'findings' | 'all-findings';

/** A request and its handler, a function from a snapshot and parameters to the result. */
export interface Route {
  readonly method: string;
  readonly needs: Needs;
  readonly handler: (snapshot: Snapshot, params: never) => unknown;
}

type Handler<Params, Result> = (snapshot: Snapshot, params: Params) => Result | ResponseError<void>;

/** Returns a route for a request of the Language Server Protocol. */
export function route<Params, Result, Partial, Failure, Options>(
  type: ProtocolRequestType<Params, Result, Partial, Failure, Options>,
  needs: Needs,
  handler: NoInfer<Handler<Params, Result>>,
): Route {
  return { method: type.method, needs, handler };
}

/** Returns a route for a custom request. */
export function ownRoute<Params, Result>(
  method: RequestMethod<Params, Result>,
  needs: Needs,
  handler: NoInfer<Handler<Params, Result>>,
): Route {
  return { method, needs, handler };
}

/** A handler that takes longer is logged as slow, in milliseconds. */
const SLOW = 500;

export interface DispatcherOptions {
  readonly connection: Connection;
  /** Undefined before the client has initialized the server. */
  readonly session: () => Session | undefined;
  readonly lifecycle?: Lifecycle;
  /** Returns a time in milliseconds. */
  readonly clock: () => number;
  /** Called after a handler has returned a result. */
  readonly onHandled?: (method: string) => void;
}

/**
 * Runs every handler of a connection: measures its time, rejects cancelled requests, and turns an exception into one log
 * entry and an error response. A handler is synchronous, so no content is modified while it runs; only requests that
 * wait for an evaluation can be cancelled after they are dispatched.
 */
export class Dispatcher {
  readonly #connection: Connection;
  readonly #session: () => Session | undefined;
  readonly #lifecycle: Lifecycle | undefined;
  readonly #clock: () => number;
  readonly #onHandled: (method: string) => void;

  constructor({ connection, session, lifecycle, clock, onHandled = () => {} }: DispatcherOptions) {
    this.#connection = connection;
    this.#lifecycle = lifecycle;
    this.#session = session;
    this.#clock = clock;
    this.#onHandled = onHandled;
  }

  request(route: Route): void {
    // A request without parameters is passed only its token.
    this.#connection.onRequest(route.method, (...args: unknown[]) => {
      const params = args.length > 1 ? args[0] : null;
      return this.#answer(route, params, args.at(-1) as CancellationToken);
    });
  }

  /** Answers `shutdown` and every request without a route. */
  otherRequests(): void {
    this.#connection.onShutdown(() => this.#lifecycle?.shutDown());
    this.#connection.onRequest((method) => {
      const unknown = new ResponseError(ErrorCodes.MethodNotFound, `${method} is not supported.`);
      return this.#lifecycle?.refusal ?? unknown;
    });
  }

  /** The handler of a notification changes the session. It is not called before the client has initialized the server. */
  notification<Params>(
    method: NotificationMethod<Params> | { readonly method: string; readonly _?: [Params, unknown] | undefined },
    handler: (session: Session, params: NoInfer<Params>) => void | Promise<void>,
  ): void {
    const name = typeof method === 'string' ? method : method.method;
    this.#connection.onNotification(name, (params: Params) => {
      const session = this.#session();
      if (!session || this.#lifecycle?.refusal) return undefined;
      const invalid = invalidMember(name, params);
      if (invalid) return this.#connection.console.error(`${name} is ignored: ${invalid} is missing or invalid.`);
      return this.guard(name, params, () => handler(session, params));
    });
  }

  /** Runs work for a notification, and logs an exception. */
  async guard(method: string, params: unknown, work: () => void | Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Interruption)) this.#logFailure(method, params, error);
    }
  }

  #answer(route: Route, params: unknown, token: CancellationToken): unknown {
    const session = this.#session();
    const refusal = this.#lifecycle?.refusal;
    if (refusal) return refusal;
    if (!session) return new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized.');
    const invalid = invalidMember(route.method, params);
    if (invalid)
      return new ResponseError(ErrorCodes.InvalidParams, `${route.method}: ${invalid} is missing or invalid.`);
    if (token.isCancellationRequested) return cancelled();
    if (route.needs === 'documents') return this.#run(route, session, session.snapshot(), params);
    return this.#answerEvaluated(route, session, params, token);
  }

  async #answerEvaluated(route: Route, session: Session, params: unknown, token: CancellationToken): Promise<unknown> {
    let snapshot: Snapshot;
    try {
      const isCancelled = () => token.isCancellationRequested;
      snapshot = await (route.needs === 'findings'
        ? session.evaluatedSnapshot(uriOf(params))
        : session.fullyEvaluatedSnapshot(isCancelled));
    } catch (error) {
      return this.#fail(route.method, params, error);
    }
    return token.isCancellationRequested ? cancelled() : this.#run(route, session, snapshot, params);
  }

  #run({ method, handler }: Route, session: Session, snapshot: Snapshot, params: unknown): unknown {
    const start = this.#clock();
    try {
      const result = session.run(uriOf(params), () => handler(snapshot, params as never));
      this.#onHandled(method);
      return result;
    } catch (error) {
      return this.#fail(method, params, error);
    } finally {
      this.#logTime(method, params, this.#clock() - start);
    }
  }

  #logTime(method: string, params: unknown, time: number): void {
    const { tracer, console } = this.#connection;
    tracer.log(`${method} took ${time.toFixed(1)} ms`);
    if (time > SLOW) console.warn(`${method}${ofDocument(params)} took ${Math.round(time)} ms.`);
  }

  #fail(method: string, params: unknown, error: unknown): ResponseError<DiagnosticServerCancellationData | undefined> {
    if (error instanceof Interruption) return interrupted(method);
    this.#logFailure(method, params, error);
    return new ResponseError(ErrorCodes.InternalError, `${method} failed. The output of the server has the details.`);
  }

  #logFailure(method: string, params: unknown, error: unknown): void {
    this.#connection.console.error(`${method}${ofDocument(params)} failed: ${describeError(error)}`);
  }
}

/** The client keeps what it shows. It requests diagnostics again; the interruption is reported separately. */
function interrupted(method: string): ResponseError<DiagnosticServerCancellationData | undefined> {
  const message = `${method} was interrupted because it took too long.`;
  return method === DocumentDiagnosticRequest.method || method === WorkspaceDiagnosticRequest.method
    ? new ResponseError(LSPErrorCodes.ServerCancelled, message, { retriggerRequest: true })
    : new ResponseError(LSPErrorCodes.ContentModified, message);
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}

function ofDocument(params: unknown): string {
  const uri = uriOf(params);
  return uri === undefined ? '' : ` of ${uri}`;
}

/** Returns the normalized URI of the document that a request or notification is about. */
function uriOf(params: unknown): string | undefined {
  const { textDocument, uri, item, cluster } = (params ?? {}) as Readonly<
    Record<string, { uri?: unknown } | undefined>
  >;
  const found = [uri, textDocument?.uri, item?.uri, cluster?.uri].find((each) => typeof each === 'string');
  return typeof found === 'string' ? normalUri(found) : undefined;
}
