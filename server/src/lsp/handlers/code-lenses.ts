import { type CodeLens, type CodeLensParams, CodeLensRequest, CodeLensResolveRequest } from 'vscode-languageserver';
import { occurrencesOf, referenceCount } from '../../core/index.ts';
import type { LensData } from '../caches/lens-cache.ts';
import { type Route, route } from '../dispatcher.ts';
import type { Snapshot } from '../session/snapshot.ts';
import { locationOf } from '../to-lsp.ts';

export const CODE_LENSES = { codeLensProvider: { resolveProvider: true } };

/** Shows the number of references above each object. They are counted when a lens becomes visible. */
export const CODE_LENS_ROUTES: readonly Route[] = [
  route(CodeLensRequest.type, 'documents', codeLenses),
  route(CodeLensResolveRequest.type, 'documents', resolveCodeLens),
];

export function codeLenses(snapshot: Snapshot, { textDocument }: CodeLensParams): CodeLens[] | null {
  const file = snapshot.manifest(textDocument.uri);
  if (!file || !snapshot.settings.codeLens) return null;
  return snapshot.caches.lenses
    .itemsIn(file)
    .flatMap(({ resource, lens }) => (snapshot.workspace.isPatch(resource) ? [] : lens));
}

function resolveCodeLens(snapshot: Snapshot, lens: CodeLens): CodeLens {
  const { uri } = lens.data as LensData;
  const resource = snapshot.resourceAt(uri, lens.range.start);
  if (!resource) return { ...lens, command: { title: '', command: '' } };
  const { workspace, client } = snapshot;
  const references = occurrencesOf({ kind: 'object', resource }, workspace).filter(({ role }) => role === 'reference');
  const documents = references.map(({ document }) => document);
  const title = referenceCount(resource, documents) ?? '';
  const command = (references.length > 0 && client.options.showReferencesCommand) || '';
  const locations = references.flatMap((each) => locationOf(each, snapshot) ?? []);
  return {
    ...lens,
    command: { title, command, ...(command ? { arguments: [uri, lens.range.start, locations] } : {}) },
  };
}
