import { type MarkupContent, MarkupKind } from 'vscode-languageserver';

/** Returns Markdown for clients that show it, and otherwise the text without Markdown syntax. */
export function markup(markdown: string, showsMarkdown: boolean): MarkupContent {
  if (showsMarkdown) return { kind: MarkupKind.Markdown, value: markdown };
  const value = markdown
    .replace(SYNTAX, (_, _fence, code?: string, escaped?: string, label?: string) => code ?? escaped ?? label ?? '')
    .replace(/ +\n/g, '\n');
  return { kind: MarkupKind.PlainText, value };
}

/** A code span, an escaped character, a link, or another mark. */
const SYNTAX = /(`+) ?((?:(?!\1)[\s\S])*?) ?\1(?!`)|\\([!-/:-@[-`{-~])|\[([^\]]*)\]\([^)]*\)|[`*]/g;
