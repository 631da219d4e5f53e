import type { Connection } from 'vscode-languageserver';
import { STATUS, type Status } from './protocol.ts';
import type { Session } from './session.ts';

/** Tells the client what has been read, and when that changes. */
export class StatusTeller {
  readonly #connection: Connection;
  readonly #session: Session;
  #indexing = 0;
  #told = '';

  constructor(connection: Connection, session: Session) {
    this.#connection = connection;
    this.#session = session;
  }

  indexingBegins(): void {
    this.#indexing++;
    this.#tell();
  }

  indexingEnds(): void {
    this.#indexing--;
    this.#tell();
  }

  /** Tells only what is new, and nothing before the first indexing. */
  changed(): void {
    if (this.#told !== '' && this.#told !== JSON.stringify(this.#status)) this.#tell();
  }

  /** As after a change of what manifests are judged by, of which clients may ask. */
  again(): void {
    if (this.#told !== '') this.#tell();
  }

  get #status(): Status {
    const { workspace } = this.#session;
    return {
      state: this.#indexing > 0 ? 'indexing' : 'ready',
      files: workspace.files.size,
      objects: workspace.resourceCount,
    };
  }

  #tell(): void {
    this.#told = JSON.stringify(this.#status);
    void this.#connection.sendNotification(STATUS, this.#status);
  }
}
