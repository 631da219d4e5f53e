import type { Connection } from 'vscode-languageserver';
import { STATUS, type Status } from '../../../protocol/index.ts';
import type { Session } from './session/session.ts';

/** Sends the number of files and objects that the server has read, whenever it changes. */
export class StatusNotifier {
  readonly #connection: Connection;
  readonly #session: () => Session;
  #activeIndexings = 0;
  /** The JSON of the last status. Empty before the first indexing. */
  #sent = '';

  constructor(connection: Connection, session: () => Session) {
    this.#connection = connection;
    this.#session = session;
  }

  indexingStarted(): void {
    this.#activeIndexings++;
    this.#send();
  }

  indexingEnded(): void {
    this.#activeIndexings--;
    this.#send();
  }

  /** Sends the status if it has changed since the first indexing. */
  evaluated(): void {
    if (this.#sent !== '' && this.#sent !== JSON.stringify(this.#status)) this.#send();
  }

  /** Sends the status again, because clients request the target releases after it. */
  configured(): void {
    if (this.#sent !== '') this.#send();
  }

  get #status(): Status {
    const { fileCount, objectCount } = this.#session();
    return { state: this.#activeIndexings > 0 ? 'indexing' : 'ready', files: fileCount, objects: objectCount };
  }

  #send(): void {
    this.#sent = JSON.stringify(this.#status);
    void this.#connection.sendNotification(STATUS, this.#status);
  }
}
