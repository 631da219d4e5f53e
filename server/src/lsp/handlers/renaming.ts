import {
  LSPErrorCodes,
  type PrepareRenameParams,
  PrepareRenameRequest,
  type PrepareRenameResult,
  type RenameParams,
  RenameRequest,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { prepareRename, type RenameError, rename } from '../../core/index.ts';
import { type Route, route } from '../dispatcher.ts';
import type { Snapshot } from '../session/snapshot.ts';
import { rangeOf, workspaceEdit } from '../to-lsp.ts';
import { renamableNameAt } from './navigation.ts';

/** Renames in all files. If a name cannot be renamed, the error response contains the reason, which editors show. */
export const RENAMING_ROUTES: readonly Route[] = [
  route(PrepareRenameRequest.type, 'documents', prepare),
  route(RenameRequest.type, 'documents', edit),
];

function prepare(snapshot: Snapshot, params: PrepareRenameParams): PrepareRenameResult | ResponseError<void> | null {
  const name = renamableNameAt(snapshot, params);
  const prepared = prepareRename(name, snapshot.workspace);
  if ('reason' in prepared) return rejection(prepared);
  const range = name && rangeOf({ ...name.resource, span: prepared.span }, snapshot);
  return range ? { range, placeholder: prepared.name } : null;
}

function edit(snapshot: Snapshot, params: RenameParams): WorkspaceEdit | ResponseError<void> | null {
  const renamed = rename(renamableNameAt(snapshot, params), params.newName, snapshot.workspace);
  return 'reason' in renamed ? rejection(renamed) : (workspaceEdit(renamed.edits, snapshot) ?? null);
}

function rejection({ reason }: RenameError): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}
