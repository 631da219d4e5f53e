import {
  type CallHierarchyIncomingCall,
  CallHierarchyIncomingCallsRequest,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  CallHierarchyOutgoingCallsRequest,
  type CallHierarchyPrepareParams,
  CallHierarchyPrepareRequest,
  type Range,
  SymbolKind,
} from 'vscode-languageserver';
import { nameOf, nameSpan, type RelatedObject, type Resource, referencesFrom, referrersTo } from '../../core/index.ts';
import { type Route, route } from '../dispatcher.ts';
import type { Snapshot } from '../session/snapshot.ts';
import { rangeOf } from '../to-lsp.ts';
import { nameAt } from './navigation.ts';

/** Shows the objects that refer to an object as callers, and the objects that it refers to as callees. */
export const CALL_HIERARCHY_ROUTES: readonly Route[] = [
  route(CallHierarchyPrepareRequest.type, 'documents', prepare),
  route(CallHierarchyIncomingCallsRequest.type, 'documents', (snapshot, { item }) => incomingCalls(snapshot, item)),
  route(CallHierarchyOutgoingCallsRequest.type, 'documents', (snapshot, { item }) => outgoingCalls(snapshot, item)),
];

function prepare(snapshot: Snapshot, params: CallHierarchyPrepareParams): CallHierarchyItem[] | null {
  const objects = nameAt(snapshot, params)?.symbols.flatMap((each) => (each.kind === 'object' ? [each.resource] : []));
  const items = objects?.flatMap((object) => itemOf(object, snapshot) ?? []) ?? [];
  return items.length === 0 ? null : items;
}

function incomingCalls(snapshot: Snapshot, item: CallHierarchyItem): CallHierarchyIncomingCall[] | null {
  const object = objectOf(item, snapshot);
  if (!object) return null;
  return referrersTo(object, snapshot.workspace).flatMap((neighbor) => {
    const from = itemOf(neighbor.resource, snapshot);
    return from ? [{ from, fromRanges: rangesOf(neighbor, snapshot) }] : [];
  });
}

function outgoingCalls(snapshot: Snapshot, item: CallHierarchyItem): CallHierarchyOutgoingCall[] | null {
  const object = objectOf(item, snapshot);
  if (!object) return null;
  return referencesFrom(object, snapshot.workspace).flatMap((neighbor) => {
    const to = itemOf(neighbor.resource, snapshot);
    return to ? [{ to, fromRanges: rangesOf(neighbor, snapshot) }] : [];
  });
}

function itemOf(resource: Resource, snapshot: Snapshot): CallHierarchyItem | undefined {
  const { uri, document, root, nameNode, namespace } = resource;
  const range = rangeOf({ uri, document, span: root.span }, snapshot);
  const selectionRange = nameNode && rangeOf({ uri, document, span: nameSpan(document, nameNode) }, snapshot);
  if (!range || !selectionRange) return undefined;
  return {
    name: nameOf(resource),
    kind: SymbolKind.Object,
    uri: snapshot.clientUri(uri),
    range,
    selectionRange,
    ...(namespace === undefined ? {} : { detail: namespace }),
  };
}

/** Returns the object that is now at the position of an item. */
function objectOf({ uri, selectionRange }: CallHierarchyItem, snapshot: Snapshot): Resource | undefined {
  return snapshot.resourceAt(uri, selectionRange.start);
}

function rangesOf({ places }: RelatedObject, snapshot: Snapshot): Range[] {
  return places.flatMap((each) => rangeOf(each, snapshot) ?? []);
}
