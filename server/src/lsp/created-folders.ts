import type { Host } from './host.ts';
import type { Session } from './session/session.ts';

/**
 * Returns the manifests and configuration files in those of the created paths that are folders of the workspace. A client
 * reports only the folder if a folder is created with its files, for example by a checkout.
 */
export async function filesInCreatedFolders(
  created: readonly string[],
  workspaceFolders: readonly string[],
  session: Session,
  host: Host,
): Promise<readonly string[]> {
  const candidates = new Map<string, string>();
  for (const uri of created) {
    const folder = workspaceFolders.find((each) => uri.startsWith(`${each}/`));
    if (folder !== undefined && isRead(`${uri}/any.yaml`, folder, session, host)) candidates.set(uri, folder);
  }
  const topmost = [...candidates.keys()].filter((uri) => !hasParentIn(uri, candidates));
  if (topmost.length === 0) return [];
  const found: string[] = [];
  for (const [uri, { kind }] of await host.pathStates(topmost, workspaceFolders)) {
    if (kind !== 'folder') continue;
    const folder = candidates.get(uri) ?? uri;
    for await (const portion of host.list(uri, EVERYTHING))
      found.push(...portion.filter((each) => isRead(each, folder, session, host)));
    found.push(...(await host.configurationFiles(uri)).filter((each) => each.startsWith(`${uri}/`)));
  }
  return found;
}

const EVERYTHING = { exclude: [], include: [] };

function isRead(uri: string, folder: string, session: Session, host: Host): boolean {
  return host.isListed(folder, uri, session.configurations.readBelow(folder));
}

function hasParentIn(uri: string, uris: ReadonlyMap<string, unknown>): boolean {
  for (let at = uri.lastIndexOf('/'); at > 0; at = uri.lastIndexOf('/', at - 1))
    if (uris.has(uri.slice(0, at))) return true;
  return false;
}
