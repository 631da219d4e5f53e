import { type Hover, type HoverParams, HoverRequest } from 'vscode-languageserver';
import { hoverAt, offsetAt, placeAt } from '../../core/index.ts';
import { type Route, route } from '../dispatcher.ts';
import { markup } from '../markup.ts';
import type { Snapshot } from '../session/snapshot.ts';
import { rangeIn } from '../to-lsp.ts';

export const HOVER_ROUTES: readonly Route[] = [route(HoverRequest.type, 'documents', hover)];

function hover(snapshot: Snapshot, { textDocument, position }: HoverParams): Hover | null {
  const { workspace, content, client } = snapshot;
  const { schemas } = workspace;
  const file = snapshot.manifest(textDocument.uri);
  if (!file || !content || !schemas) return null;
  const { index, offset } = placeAt(file, offsetAt(file, position));
  const found = hoverAt(file, index, offset, { ...content, schemas, workspace, rules: workspace.rules });
  return found
    ? { range: rangeIn(file, index, found.span), contents: markup(found.markdown, client.hoversMarkdown) }
    : null;
}
