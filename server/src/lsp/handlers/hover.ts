import type { Connection, Hover, HoverParams } from 'vscode-languageserver';
import { hoverAt, offsetAt, placeAt } from '../../core/index.ts';
import { markup } from '../markup.ts';
import type { Session } from '../session.ts';
import { rangeIn } from '../to-lsp.ts';
import type { Words } from '../words.ts';

export function registerHover(
  connection: Connection,
  session: Session,
  words: Words | undefined,
  showsMarkdown: () => boolean,
): void {
  connection.onHover((params) => (words ? hover(params, session, words, showsMarkdown()) : null));
}

function hover(
  { textDocument, position }: HoverParams,
  session: Session,
  words: Words,
  markdown: boolean,
): Hover | null {
  const file = session.manifest(textDocument.uri);
  const { workspace } = session;
  const { schemas } = workspace;
  if (!file || !schemas) return null;
  const { index, offset } = placeAt(file, offsetAt(file, position));
  const found = hoverAt(file, index, offset, { ...words, schemas, workspace, rules: workspace.rules });
  return found ? { range: rangeIn(file, index, found.span), contents: markup(found.markdown, markdown) } : null;
}
