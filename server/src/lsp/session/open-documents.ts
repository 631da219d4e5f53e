import { normalUri } from '../uris.ts';

interface OpenDocument {
  /** The URI as the client spells it. */
  readonly clientUri: string;
  readonly version: number;
  /** The file was deleted from disk after the last change. Editors keep such documents open, sometimes for minutes. */
  readonly isDeleted?: boolean;
}

/** The documents that the client has open, by normalized URI. */
export class OpenDocuments {
  readonly #documents = new Map<string, OpenDocument>();

  /** Records the version of an open document. Returns its normalized URI. */
  set(clientUri: string, version: number): string {
    const uri = normalUri(clientUri);
    this.#documents.set(uri, { clientUri, version });
    return uri;
  }

  /** Records whether the file of an open document exists. The next change of the document clears it. */
  setDeleted(uri: string, isDeleted: boolean): void {
    const document = this.#documents.get(uri);
    if (document) this.#documents.set(uri, { ...document, isDeleted });
  }

  isDeleted(uri: string): boolean {
    return this.#documents.get(uri)?.isDeleted === true;
  }

  delete(clientUri: string): void {
    this.#documents.delete(normalUri(clientUri));
  }

  has(uri: string): boolean {
    return this.#documents.has(uri);
  }

  get uris(): readonly string[] {
    return [...this.#documents.keys()];
  }

  /** Returns null if the document is not open. */
  version(uri: string): number | null {
    return this.#documents.get(uri)?.version ?? null;
  }

  /** Returns the URI as the client spells it. */
  clientUri(uri: string): string {
    return this.#documents.get(uri)?.clientUri ?? uri;
  }
}
