import {
  type CallHierarchyItem,
  type CallHierarchyPrepareParams,
  type Connection,
  type Range,
  SymbolKind,
} from 'vscode-languageserver';
import { type Neighbour, nameOf, nameSpan, type Resource, referredFrom, referrersTo } from '../../core/index.ts';
import type { Session } from '../session.ts';
import { rangeOf } from '../to-lsp.ts';
import { pointedAt } from './navigation.ts';

/** Who refers to an object, and what it refers to, as editors show callers and callees. */
export function registerCallHierarchy(connection: Connection, session: Session): void {
  const { callHierarchy } = connection.languages;
  callHierarchy.onPrepare((params) => prepare(params, session));
  callHierarchy.onIncomingCalls(({ item }) => {
    const object = objectOf(item, session);
    if (!object) return null;
    return referrersTo(object, session.workspace).flatMap((neighbour) => {
      const from = itemOf(neighbour.resource, session);
      return from ? [{ from, fromRanges: rangesOf(neighbour, session) }] : [];
    });
  });
  callHierarchy.onOutgoingCalls(({ item }) => {
    const object = objectOf(item, session);
    if (!object) return null;
    return referredFrom(object, session.workspace).flatMap((neighbour) => {
      const to = itemOf(neighbour.resource, session);
      return to ? [{ to, fromRanges: rangesOf(neighbour, session) }] : [];
    });
  });
}

function prepare(params: CallHierarchyPrepareParams, session: Session): CallHierarchyItem[] | null {
  const pointed = pointedAt(params, session);
  const objects = pointed?.named.flatMap((each) => (each.kind === 'object' ? [each.resource] : [])) ?? [];
  const items = objects.flatMap((object) => itemOf(object, session) ?? []);
  return items.length === 0 ? null : items;
}

function itemOf(resource: Resource, session: Session): CallHierarchyItem | undefined {
  const { uri, document, root, nameNode, namespace } = resource;
  const range = rangeOf({ uri, document, span: root.span }, session);
  const selectionRange = nameNode && rangeOf({ uri, document, span: nameSpan(document, nameNode) }, session);
  if (!range || !selectionRange) return undefined;
  return {
    name: nameOf(resource),
    kind: SymbolKind.Object,
    uri: session.clientUri(uri),
    range,
    selectionRange,
    ...(namespace === undefined ? {} : { detail: namespace }),
  };
}

/** The object that an item is about, as the text is now. */
function objectOf({ uri, selectionRange }: CallHierarchyItem, session: Session): Resource | undefined {
  return session.resourceAt(uri, selectionRange.start);
}

function rangesOf({ places }: Neighbour, session: Session): Range[] {
  return places.flatMap((each) => rangeOf(each, session) ?? []);
}
