import {
  type CompletionContext,
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  type CompletionParams,
  CompletionTriggerKind,
  type Connection,
  InsertTextFormat,
  InsertTextMode,
} from 'vscode-languageserver';
import {
  type Completion,
  type CompletionKind,
  complete,
  explainField,
  hasStops,
  isJsonFile,
  type ManifestFile,
  offsetAt,
  placeAt,
  plainText,
  type Span,
  snippetText,
} from '../../core/index.ts';
import type { CompletionClient } from '../completion-client.ts';
import { markup } from '../markup.ts';
import { normalUri, type Session } from '../session.ts';
import { rangeIn } from '../to-lsp.ts';
import type { Words } from '../words.ts';

/** A new line, the space behind a colon or dash, the dot behind `ds.meta_data`, `${`, the next step of a JSON pointer. */
export const COMPLETION = { triggerCharacters: ['\n', ' ', '.', '{', '/'], resolveProvider: true };

export function registerCompletion(
  connection: Connection,
  session: Session,
  words: Words | undefined,
  client: () => CompletionClient,
): void {
  connection.onCompletion((params) => (words ? completions(params, session, words, client()) : null));
  connection.onCompletionResolve((item) => (words ? resolved(item, session, words, client()) : item));
}

export function completions(
  { textDocument, position, context }: CompletionParams,
  session: Session,
  { usage, snippets }: Words,
  client: CompletionClient,
): CompletionList | null {
  const file = session.file(normalUri(textDocument.uri));
  const { schemas } = session.workspace;
  // What is written into JSON is quoted otherwise, and its keys are offered by nobody.
  if (!file || !schemas || isJsonFile(file.uri)) return null;
  const place = placeAt(file, offsetAt(file, position));
  const findingsIn = (uri: string) => {
    session.settle();
    return session.workspace.findingsIn(uri);
  };
  const offered = complete(file, place.index, place.offset, {
    schemas,
    usage,
    snippets,
    workspace: session.workspace,
    rules: session.workspace.rules,
    findingsIn,
  });
  const [first] = offered;
  if (!first || !isMeant(context, first, file, place)) return null;
  const items = offered.map((each, rank) => itemOf(each, rank, file, place.index, client));
  return { isIncomplete: false, items };
}

/** A trigger is typed in many places; only where a word of its own begins is it meant to be one. */
function isMeant(
  context: CompletionContext | undefined,
  { span }: Completion,
  file: ManifestFile,
  { index, offset }: { readonly index: number; readonly offset: number },
): boolean {
  if (context?.triggerKind !== CompletionTriggerKind.TriggerCharacter) return true;
  const text = file.documents[index]?.text ?? '';
  if (context.triggerCharacter === '.') return text.endsWith('ds.meta_data.', offset);
  if (context.triggerCharacter === '{') return text.endsWith('${', offset);
  // Most comments are written for people.
  return span.start === offset && !text.endsWith('# ', offset);
}

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  field: CompletionItemKind.Field,
  value: CompletionItemKind.EnumMember,
  object: CompletionItemKind.Reference,
  kind: CompletionItemKind.Class,
  version: CompletionItemKind.Module,
  'metadata-key': CompletionItemKind.Variable,
  document: CompletionItemKind.Snippet,
  label: CompletionItemKind.Property,
};

/** What `completionItem/resolve` is asked with. */
interface ItemData {
  readonly uri: string;
  readonly field?: Completion['field'];
  readonly text?: string;
}

function itemOf(
  completion: Completion,
  rank: number,
  file: ManifestFile,
  index: number,
  client: CompletionClient,
): CompletionItem {
  const { label, kind, detail, insert, span, additional, filter, field, documentation } = completion;
  const isSnippet = client.snippets && hasStops(insert);
  const newText = isSnippet ? snippetText(insert) : plainText(insert);
  const data: ItemData = {
    uri: file.uri,
    ...(field ? { field } : {}),
    ...(documentation === undefined ? {} : { text: documentation }),
  };
  return {
    label,
    kind: KINDS[kind],
    ...(detail === undefined ? {} : client.labelDetails ? { labelDetails: { description: detail } } : { detail }),
    sortText: String(rank).padStart(4, '0'),
    ...(filter === undefined ? {} : { filterText: filter }),
    textEdit: textEdit(newText, span, file, index),
    ...(isSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    // The text has its indentation already.
    ...(client.textModes && newText.includes('\n') ? { insertTextMode: InsertTextMode.asIs } : {}),
    ...(additional?.length
      ? { additionalTextEdits: additional.map((each) => textEdit(each.newText, each.span, file, index)) }
      : {}),
    ...(completion.isDeprecated && client.tags ? { tags: [CompletionItemTag.Deprecated] } : {}),
    ...(completion.goesOn && client.suggestCommand
      ? { command: { title: 'Suggest', command: client.suggestCommand } }
      : {}),
    ...(field || documentation !== undefined ? { data } : {}),
  };
}

function textEdit(newText: string, span: Span, file: ManifestFile, index: number) {
  return { range: rangeIn(file, index, span), newText };
}

function resolved(
  item: CompletionItem,
  { workspace }: Session,
  { descriptions }: Words,
  client: CompletionClient,
): CompletionItem {
  const { field, text, uri = '' }: Partial<ItemData> = item.data ?? {};
  const { schemas } = workspace;
  const words =
    field && schemas
      ? explainField(field, { store: schemas.store, targets: schemas.targetsFor(uri), descriptions })
      : '';
  const markdown = [text, words].filter((part) => part).join('\n\n');
  return markdown === '' ? item : { ...item, documentation: markup(markdown, client.markdown) };
}
