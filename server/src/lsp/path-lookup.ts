import type { Host } from './host.ts';
import type { Session } from './session/session.ts';

/** Provides the session with the states of the paths that its manifests name, and follows changes on disk. */
export class PathLookup {
  readonly #session: Session;
  readonly #host: Host;
  readonly #folders: () => readonly string[];
  #isReading = false;

  constructor(session: Session, host: Host, folders: () => readonly string[]) {
    this.#session = session;
    this.#host = host;
    this.#folders = folders;
  }

  /** Reads the states of paths that the manifests name since the last call. */
  async readNew(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      for (let uris = this.#session.wantedPaths; uris.length > 0; uris = this.#session.wantedPaths)
        await this.#read(uris);
    } finally {
      this.#isReading = false;
    }
  }

  /** Reads all states again, because other folders belong to the workspace. */
  readAll(): Promise<void> {
    return this.#read([...this.#session.knownPaths]);
  }

  /** Reads the states again that created and deleted files and folders can change. */
  async readChanged(changed: ReadonlySet<string>): Promise<void> {
    const uris = [...this.#session.knownPaths].filter((uri) => isAffected(uri, changed));
    if (uris.length > 0) await this.#read(uris);
  }

  async #read(uris: readonly string[]): Promise<void> {
    this.#session.statePaths(await this.#host.pathStates(uris, this.#folders()));
  }
}

/** A path, a folder around it, an entry of the folder in which it is or would be, or the kustomization in it. */
function isAffected(uri: string, changed: ReadonlySet<string>): boolean {
  if (changed.has(uri)) return true;
  const folder = parentOf(uri);
  for (const each of changed) {
    const parent = parentOf(each);
    if (parent === folder || parent === uri || uri.startsWith(`${each}/`)) return true;
  }
  return false;
}

function parentOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
