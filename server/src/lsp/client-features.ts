import { type InitializeParams, MarkupKind } from 'vscode-languageserver';
import type { InitializationOptions } from '../../../protocol/index.ts';
import { normalUri } from './uris.ts';

/** The capabilities of the client. A capability that it does not announce is off. */
export interface ClientFeatures {
  /** The workspace folders at the start. */
  readonly folders: readonly string[];
  readonly completion: CompletionFeatures;
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  /** Answers `workspace/configuration`. */
  readonly hasConfiguration: boolean;
  readonly hasFolders: boolean;
  readonly watchesFiles: boolean;
  readonly showsProgress: boolean;
  readonly hoversMarkdown: boolean;
  readonly linksToTargets: boolean;
  readonly linksToRulePages: boolean;
  /** The client accepts edits with a document version. */
  readonly editsVersions: boolean;
  /** Shows changes in groups that the user confirms. */
  readonly annotatesChanges: boolean;
  /** Requests the edit of a code action when the user selects it. */
  readonly resolvesEdits: boolean;
  /** The client shows disabled code actions with their reason. */
  readonly disablesActions: boolean;
  readonly preparesRename: boolean;
  /** Infinity if the client sets no limit. */
  readonly foldingLimit: number;
  readonly options: InitializationOptions;
}

/** How the client shows completions. */
export interface CompletionFeatures {
  readonly snippets: boolean;
  readonly markdown: boolean;
  readonly tags: boolean;
  /** Shows a short description next to every label, not only next to the selected one. */
  readonly labelDetails: boolean;
  readonly insertTextModes: boolean;
}

export function clientFeaturesOf({
  capabilities,
  workspaceFolders,
  rootUri,
  initializationOptions,
}: InitializeParams): ClientFeatures {
  const { workspace, textDocument, window } = capabilities;
  const item = textDocument?.completion?.completionItem;
  const action = textDocument?.codeAction;
  const folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  return {
    folders: folders.map(normalUri),
    completion: {
      snippets: item?.snippetSupport === true,
      markdown: item?.documentationFormat?.includes(MarkupKind.Markdown) === true,
      tags: item?.tagSupport !== undefined,
      labelDetails: item?.labelDetailsSupport === true,
      insertTextModes: item?.insertTextModeSupport !== undefined,
    },
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    hasConfiguration: workspace?.configuration === true,
    hasFolders: workspace?.workspaceFolders === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    showsProgress: window?.workDoneProgress === true,
    hoversMarkdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    linksToTargets: textDocument?.definition?.linkSupport === true,
    linksToRulePages:
      textDocument?.diagnostic?.codeDescriptionSupport === true ||
      textDocument?.publishDiagnostics?.codeDescriptionSupport === true,
    editsVersions: workspace?.workspaceEdit?.documentChanges === true,
    annotatesChanges:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.changeAnnotationSupport !== undefined,
    resolvesEdits: action?.resolveSupport?.properties?.includes('edit') === true && action.dataSupport === true,
    disablesActions: action?.disabledSupport === true,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    foldingLimit: textDocument?.foldingRange?.rangeLimit ?? Number.POSITIVE_INFINITY,
    options: optionsOf(initializationOptions),
  };
}

/** Ignores members of the wrong type, because any editor can send anything. */
function optionsOf(value: unknown): InitializationOptions {
  const options = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const text = <Name extends keyof InitializationOptions>(name: Name) =>
    typeof options[name] === 'string' ? { [name]: options[name] } : {};
  return {
    redHatYamlActive: options.redHatYamlActive === true,
    isTrusted: options.isTrusted === true,
    ...text('suggestCommand'),
    ...text('showReferencesCommand'),
    ...text('openUriCommand'),
    ...text('rulePageUri'),
  };
}
