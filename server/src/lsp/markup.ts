import { type MarkupContent, MarkupKind } from 'vscode-languageserver';

/** Returns Markdown for clients that show it, and otherwise the text without Markdown syntax. */
export function markup(markdown: string, showsMarkdown: boolean): MarkupContent {
  if (showsMarkdown) return { kind: MarkupKind.Markdown, value: markdown };
  return {
    kind: MarkupKind.PlainText,
    value: markdown.replace(/\[([^\]]*)\]\([^)]*\)|[`*]/g, '$1').replace(/ +\n/g, '\n'),
  };
}
