import type { Connection } from 'vscode-languageserver';
import { PICTURE, TREE, TREE_CHANGED } from '../../../protocol/index.ts';

/** Notifies a client that has requested a tree or a picture, once, that it may be outdated. */
export class TreeNotifier {
  readonly #connection: Connection;
  #isShown = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Called after each response. */
  responded(method: string): void {
    if (method === TREE || method === PICTURE) this.#isShown = true;
  }

  /** A client that still shows the tree requests it again. */
  evaluated(): void {
    if (!this.#isShown) return;
    this.#isShown = false;
    void this.#connection.sendNotification(TREE_CHANGED);
  }
}
