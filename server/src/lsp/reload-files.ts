import type { FileChange } from '../core/index.ts';
import type { Host } from './host.ts';
import type { Session } from './session/session.ts';

/** Reads files that are not open from disk. A file that cannot be read is removed. */
export async function reloadFiles(uris: readonly string[], session: Session, host: Host): Promise<void> {
  const changes = await Promise.all(
    uris.map(async (uri): Promise<FileChange> => {
      // A failure must not affect the other files.
      const text = await host.read(uri).catch(() => undefined);
      return text === undefined ? { uri, removed: true } : { uri, text };
    }),
  );
  // A document may have been opened in the meantime.
  session.apply(changes.filter(({ uri }) => !session.isOpen(uri)));
}
