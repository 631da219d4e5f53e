import { commands, type Disposable, Range, Selection, type TextEditor, TextEditorRevealType, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { VARIABLES, type VariablesResult } from './protocol.ts';

export const LIST_VARIABLES = 'kamajiMetal3.listVariables';

/** Lists the variables of the template in the active editor, and leads to where one is used first. */
export function registerTemplateVariables(client: LanguageClient): Disposable {
  return commands.registerCommand(LIST_VARIABLES, async () => {
    const editor = window.activeTextEditor;
    if (!editor || !client.isRunning()) return;
    const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
    const variables = await client.sendRequest<VariablesResult>(VARIABLES, { uri });
    if (variables.length === 0) {
      void window.showInformationMessage('There are no variables such as ${CLUSTER_NAME} in this file.');
      return;
    }
    await choose(variables, editor);
  });
}

async function choose(variables: VariablesResult, editor: TextEditor): Promise<void> {
  const missing = variables.filter(({ default: value }) => value === undefined).length;
  const items = variables.map(({ name, default: value, ranges }) => ({
    label: name,
    description: value === undefined ? '$(warning) no default' : value === '' ? 'empty by default' : `default ${value}`,
    detail:
      ranges.length === 1 ? `line ${lineOf(ranges[0])}` : `line ${lineOf(ranges[0])} and ${ranges.length - 1} more`,
    ranges,
  }));
  const chosen = await window.showQuickPick(items, {
    title: `${variables.length} variables, ${missing} without a default`,
    placeHolder: 'Choose one to go to its first use',
    onDidSelectItem: (item) => reveal((item as (typeof items)[number]).ranges[0], editor),
  });
  const [first] = chosen?.ranges ?? [];
  if (!first) return;
  const shown = await window.showTextDocument(editor.document, editor.viewColumn);
  const range = rangeOf(first);
  shown.selection = new Selection(range.start, range.end);
  reveal(first, shown);
}

type WrittenRange = VariablesResult[number]['ranges'][number];

function lineOf(range: WrittenRange | undefined): number {
  return (range?.start.line ?? 0) + 1;
}

function rangeOf({ start, end }: WrittenRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

function reveal(range: WrittenRange | undefined, editor: TextEditor): void {
  if (range) editor.revealRange(rangeOf(range), TextEditorRevealType.InCenterIfOutsideViewport);
}
