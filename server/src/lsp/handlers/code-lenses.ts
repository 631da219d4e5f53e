import type { CodeLens, Connection, InitializeParams, Range } from 'vscode-languageserver';
import { canBeReferredTo, nameSpan, occurrencesOf, type Resource, usageNote } from '../../core/index.ts';
import { keepJson } from '../kept-json.ts';
import { movedRange, PerDocument, rangeInDocument } from '../per-document.ts';
import type { Session } from '../session.ts';
import { locationOf } from './navigation.ts';

export const CODE_LENSES = { codeLensProvider: { resolveProvider: true } };

/** What a lens is resolved with. */
interface LensData {
  readonly uri: string;
}

/** The client's own command that shows references, which no protocol names; it gets `(uri, position, locations)`. */
export function showReferencesCommandOf({ initializationOptions }: InitializeParams): string | undefined {
  const command: unknown = (initializationOptions as { showReferencesCommand?: unknown } | undefined)
    ?.showReferencesCommand;
  return typeof command === 'string' ? command : undefined;
}

/** Above each object how often it is referred to, or that nobody does who should. Counted when a lens is seen. */
export function registerCodeLenses(
  connection: Connection,
  session: Session,
  showReferences: () => string | undefined,
): void {
  connection.onCodeLens(({ textDocument }) => lenses(textDocument.uri, session));
  connection.onCodeLensResolve((lens) => resolved(lens, session, showReferences()));
}

interface LensPlace {
  readonly resource: Resource;
  readonly lens: CodeLens;
}

/** Where lenses can stand; with an edit that is found anew only in what it touches. */
const places = new WeakMap<Session, PerDocument<LensPlace>>();

function placesOf(session: Session): PerDocument<LensPlace> {
  const lensAt = (range: Range, data: LensData): CodeLens => keepJson({ range, data });
  return new PerDocument(
    (document) =>
      session.workspace.resourcesIn(document).flatMap((resource) =>
        resource.nameNode && canBeReferredTo(resource)
          ? [
              {
                resource,
                lens: lensAt(rangeInDocument(document, nameSpan(document, resource.nameNode)), {
                  uri: session.clientUri(resource.uri),
                }),
              },
            ]
          : [],
      ),
    ({ resource, lens }, by) => ({ resource, lens: lensAt(movedRange(lens.range, by), lens.data) }),
  );
}

export function lenses(uri: string, session: Session): CodeLens[] | null {
  const file = session.manifest(uri);
  if (!file || !session.settings.codeLens) return null;
  const known = places.get(session) ?? placesOf(session);
  places.set(session, known);
  return known.in(file).flatMap(({ resource, lens }) => (session.workspace.isPatch(resource) ? [] : lens));
}

function resolved(lens: CodeLens, session: Session, showReferences: string | undefined): CodeLens {
  const { uri } = lens.data as LensData;
  const resource = session.resourceAt(uri, lens.range.start);
  if (!resource) return { ...lens, command: { title: '', command: '' } };
  const { workspace } = session;
  const found = occurrencesOf({ kind: 'object', resource }, workspace).filter(({ role }) => role === 'reference');
  const title =
    usageNote(
      resource,
      found.map(({ document }) => document),
    ) ?? '';
  const command = found.length > 0 && showReferences ? showReferences : '';
  const locations = found.flatMap((each) => locationOf(each, session) ?? []);
  return {
    ...lens,
    command: { title, command, ...(command ? { arguments: [uri, lens.range.start, locations] } : {}) },
  };
}
