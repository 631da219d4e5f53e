import { CodeLensRefreshRequest, type Connection } from 'vscode-languageserver';
import type { ClientFeatures } from './client-features.ts';
import type { Evaluation } from './session/evaluator.ts';
import type { Session } from './session/session.ts';

/** Sends diagnostics to clients that do not request them, and asks all others to request them again. */
export class FindingsNotifier {
  readonly #connection: Connection;
  readonly #client: ClientFeatures;
  readonly #session: () => Session;
  /** The files for which the client shows diagnostics that the server has sent. */
  readonly #shown = new Set<string>();

  constructor(connection: Connection, client: ClientFeatures, session: () => Session) {
    this.#connection = connection;
    this.#client = client;
    this.#session = session;
  }

  evaluated({ changed, edited }: Evaluation): void {
    const session = this.#session();
    // The client requests the diagnostics of an edited file itself, but not those of other files that the edit affects.
    const others = [...changed].filter((uri) => !edited.has(uri));
    if (others.length > 0 && !session.isPending) this.refreshAnnotations();
    if (!this.#client.pullsDiagnostics) this.#publish(changed, session);
    else if (
      this.#client.refreshesDiagnostics &&
      others.length > 0 &&
      // Files that are not open are refreshed together, at the end.
      (!session.isPending || others.some((uri) => session.isOpen(uri)))
    )
      void this.#connection.languages.diagnostics.refresh();
  }

  /** Asks the client to request code lenses and inlay hints again. */
  refreshAnnotations(): void {
    if (this.#client.refreshesLenses) void this.#connection.sendRequest(CodeLensRefreshRequest.type);
    if (this.#client.refreshesHints) void this.#connection.languages.inlayHint.refresh();
  }

  #publish(changed: ReadonlySet<string>, session: Session): void {
    const snapshot = session.snapshot();
    for (const uri of changed) {
      const diagnostics = snapshot.diagnosticsIn(uri);
      // An empty list is only sent to clear diagnostics or for an open file.
      if (diagnostics.length === 0 && !this.#shown.has(uri) && !session.isOpen(uri)) continue;
      if (diagnostics.length > 0) this.#shown.add(uri);
      else this.#shown.delete(uri);
      const version = snapshot.version(uri);
      void this.#connection.sendDiagnostics({
        uri: snapshot.clientUri(uri),
        diagnostics,
        ...(version === null ? {} : { version }),
      });
    }
  }
}
