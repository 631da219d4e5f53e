import {
  type Connection,
  LSPErrorCodes,
  type PrepareRenameParams,
  type RenameParams,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { prepareRename, type Refusal, rename } from '../../core/index.ts';
import type { Session } from '../session.ts';
import { rangeOf, workspaceEdit } from '../to-lsp.ts';
import { renamedAt } from './navigation.ts';

/** Renaming, in all files at once. What cannot be renamed is answered with the reason, which editors show. */
export function registerRenaming(connection: Connection, session: Session): void {
  connection.onPrepareRename((params) => prepare(params, session));
  connection.onRenameRequest((params) => edit(params, session));
}

function prepare(params: PrepareRenameParams, session: Session) {
  const pointed = renamedAt(params, session);
  const prepared = prepareRename(pointed, session.workspace);
  if ('refused' in prepared) return refusal(prepared);
  const range = pointed && rangeOf({ ...pointed.resource, span: prepared.span }, session);
  return range ? { range, placeholder: prepared.name } : null;
}

function edit(params: RenameParams, session: Session): WorkspaceEdit | ResponseError<void> | null {
  const renamed = rename(renamedAt(params, session), params.newName, session.workspace);
  return 'refused' in renamed ? refusal(renamed) : (workspaceEdit(renamed.edits, session) ?? null);
}

function refusal({ refused }: Refusal): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, refused);
}
