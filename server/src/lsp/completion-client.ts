import { type InitializeParams, MarkupKind } from 'vscode-languageserver';

/** What a client makes of completions; those that say nothing get plain text. */
export interface CompletionClient {
  readonly snippets: boolean;
  readonly markdown: boolean;
  readonly tags: boolean;
  /** Shows a few words beside every label, and not beside the one in focus alone. */
  readonly labelDetails: boolean;
  readonly textModes: boolean;
  /** The client's own command that asks for completions again, which no protocol names. */
  readonly suggestCommand?: string;
}

export function completionClientOf({ capabilities, initializationOptions }: InitializeParams): CompletionClient {
  const item = capabilities.textDocument?.completion?.completionItem;
  const command: unknown = (initializationOptions as { suggestCommand?: unknown } | undefined)?.suggestCommand;
  return {
    snippets: item?.snippetSupport === true,
    markdown: item?.documentationFormat?.includes(MarkupKind.Markdown) === true,
    labelDetails: item?.labelDetailsSupport === true,
    tags: item?.tagSupport !== undefined,
    textModes: item?.insertTextModeSupport !== undefined,
    ...(typeof command === 'string' ? { suggestCommand: command } : {}),
  };
}
