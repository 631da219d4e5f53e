import { type MarkupContent, MarkupKind } from 'vscode-languageserver';

/** Markdown for who shows it; others get the text without its marks. */
export function markup(markdown: string, isShown: boolean): MarkupContent {
  if (isShown) return { kind: MarkupKind.Markdown, value: markdown };
  return {
    kind: MarkupKind.PlainText,
    value: markdown.replace(/\[([^\]]*)\]\([^)]*\)|[`*]/g, '$1').replace(/ +\n/g, '\n'),
  };
}
