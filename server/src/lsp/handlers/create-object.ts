import { CREATE_OBJECT, type DocumentEdits, type DocumentPositionParams } from '../../../../protocol/index.ts';
import { offsetAt, placeAt } from '../../core/index.ts';
import { ownRoute, type Route } from '../dispatcher.ts';
import type { Snapshot } from '../session/snapshot.ts';
import { editsByUri } from '../to-lsp.ts';
import { normalUri } from '../uris.ts';

export const CREATE_OBJECT_ROUTES: readonly Route[] = [ownRoute(CREATE_OBJECT, 'findings', createObject)];

/** Returns the fix that creates the missing object, from the findings at the reference. */
function createObject(snapshot: Snapshot, { uri, position }: DocumentPositionParams): readonly DocumentEdits[] {
  const file = snapshot.file(normalUri(uri));
  if (!file) return [];
  const { index, offset } = placeAt(file, offsetAt(file, position));
  const fix = snapshot
    .findingsIn(file.uri)
    .filter(({ place: { document, span } }) => {
      const isSameDocument = snapshot.documentIndex(file, document) === index;
      return isSameDocument && span.start <= offset && offset <= span.end;
    })
    .flatMap(({ fixes }) => fixes)
    .find(({ kind }) => kind === 'create-object');
  const edits = fix && editsByUri(fix.edits, snapshot);
  return edits ? [...edits].map(([each, list]) => ({ uri: snapshot.clientUri(each), edits: list })) : [];
}
