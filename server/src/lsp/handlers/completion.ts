import {
  type CompletionContext,
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  type CompletionParams,
  CompletionRequest,
  CompletionResolveRequest,
  CompletionTriggerKind,
  InsertTextFormat,
  InsertTextMode,
} from 'vscode-languageserver';
import {
  type Completion,
  type CompletionKind,
  complete,
  explainField,
  hasStops,
  isIntendedTrigger,
  isJsonFile,
  type ManifestFile,
  offsetAt,
  placeAt,
  plainText,
  type Span,
  snippetText,
  TRIGGER_CHARACTERS,
} from '../../core/index.ts';
import type { ClientFeatures } from '../client-features.ts';
import { type Route, route } from '../dispatcher.ts';
import { markup } from '../markup.ts';
import type { Snapshot } from '../session/snapshot.ts';
import { rangeIn } from '../to-lsp.ts';
import { normalUri } from '../uris.ts';

export const COMPLETION = { completionProvider: { triggerCharacters: TRIGGER_CHARACTERS, resolveProvider: true } };

export const COMPLETION_ROUTES: readonly Route[] = [
  route(CompletionRequest.type, 'documents', completions),
  route(CompletionResolveRequest.type, 'documents', resolveCompletion),
];

export function completions(
  snapshot: Snapshot,
  { textDocument, position, context }: CompletionParams,
): CompletionList | null {
  const { workspace, content, client } = snapshot;
  const { schemas } = workspace;
  const file = snapshot.file(normalUri(textDocument.uri));
  // JSON needs other quoting and is not supported.
  if (!file || !content || !schemas || isJsonFile(file.uri)) return null;
  const place = placeAt(file, offsetAt(file, position));
  const offered = complete(file, place.index, place.offset, {
    schemas,
    usage: content.usage,
    snippets: content.snippets,
    workspace,
    rules: workspace.rules,
    findingsIn: (uri) => snapshot.evaluatedFindingsIn(uri),
  });
  const [first] = offered;
  const trigger = triggerOf(context);
  if (!first || (trigger !== undefined && !isIntendedTrigger(trigger, first, file, place))) return null;
  const items = offered.map((each, rank) => itemOf(each, rank, file, place.index, client));
  return { isIncomplete: false, items };
}

/** Returns the character that the user typed, or undefined if the user requested completions. */
function triggerOf(context: CompletionContext | undefined): string | undefined {
  return context?.triggerKind === CompletionTriggerKind.TriggerCharacter ? (context.triggerCharacter ?? '') : undefined;
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

/** The `data` of an item, from which `completionItem/resolve` adds its documentation. */
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
  { completion: features, options }: ClientFeatures,
): CompletionItem {
  const { label, kind, detail, insert, span, additionalChanges, filter, field, documentation } = completion;
  const isSnippet = features.snippets && hasStops(insert);
  const newText = isSnippet ? snippetText(insert) : plainText(insert);
  const data: ItemData = {
    uri: file.uri,
    ...(field ? { field } : {}),
    ...(documentation === undefined ? {} : { text: documentation }),
  };
  return {
    label,
    kind: KINDS[kind],
    ...(detail === undefined ? {} : features.labelDetails ? { labelDetails: { description: detail } } : { detail }),
    sortText: String(rank).padStart(4, '0'),
    ...(filter === undefined ? {} : { filterText: filter }),
    textEdit: textEdit(newText, span, file, index),
    ...(isSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    // The text already contains its indentation.
    ...(features.insertTextModes && newText.includes('\n') ? { insertTextMode: InsertTextMode.asIs } : {}),
    ...(additionalChanges?.length
      ? { additionalTextEdits: additionalChanges.map((each) => textEdit(each.newText, each.span, file, index)) }
      : {}),
    ...(completion.isDeprecated && features.tags ? { tags: [CompletionItemTag.Deprecated] } : {}),
    ...(completion.retriggers && options.suggestCommand
      ? { command: { title: 'Suggest', command: options.suggestCommand } }
      : {}),
    ...(field || documentation !== undefined ? { data } : {}),
  };
}

function textEdit(newText: string, span: Span, file: ManifestFile, index: number) {
  return { range: rangeIn(file, index, span), newText };
}

function resolveCompletion({ workspace, content, client }: Snapshot, item: CompletionItem): CompletionItem {
  const { field, text, uri = '' }: Partial<ItemData> = item.data ?? {};
  const { schemas } = workspace;
  const explanation =
    field && schemas && content
      ? explainField(field, {
          store: schemas.store,
          targets: schemas.targetsFor(uri),
          descriptions: content.descriptions,
        })
      : '';
  const markdown = [text, explanation].filter((part) => part).join('\n\n');
  return markdown === '' ? item : { ...item, documentation: markup(markdown, client.completion.markdown) };
}
