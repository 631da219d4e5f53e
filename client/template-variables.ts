import { commands, type Disposable, Selection, type TextEditor, TextEditorRevealType, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type Range, VARIABLES, type VariablesResult } from '../protocol/index.ts';
import { rangeOf } from './ranges.ts';
import { request } from './requests.ts';

export const LIST_VARIABLES = 'kamajiMetal3.listVariables';

/** Registers the command that lists the variables of the template in the active editor and goes to their first use. */
export function registerTemplateVariables(client: LanguageClient): Disposable {
  return commands.registerCommand(LIST_VARIABLES, async () => {
    const editor = window.activeTextEditor;
    if (!editor || !client.isRunning()) return;
    const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
    const variables = await request(client, VARIABLES, { uri });
    if (variables.length === 0) {
      void window.showInformationMessage('This file contains no variables such as ${CLUSTER_NAME}.');
      return;
    }
    await pickVariable(variables, editor);
  });
}

async function pickVariable(variables: VariablesResult, editor: TextEditor): Promise<void> {
  const required = variables.filter(({ default: value }) => value === undefined).length;
  const items = variables.map(({ name, default: value, otherDefaults, ranges }) => ({
    label: name,
    description: [
      value === undefined ? '$(warning) no default' : `default: ${value === '' ? 'empty' : value}`,
      ...(otherDefaults.length === 0 ? [] : [`elsewhere ${otherDefaults.map((each) => each || 'empty').join(', ')}`]),
    ].join(', '),
    detail:
      ranges.length === 1 ? `line ${lineOf(ranges[0])}` : `line ${lineOf(ranges[0])} and ${ranges.length - 1} more`,
    ranges,
  }));
  const picked = await window.showQuickPick(items, {
    title: `${variables.length} variables, ${required} without a default`,
    placeHolder: 'Select a variable to go to its first use',
    onDidSelectItem: (item) => reveal((item as (typeof items)[number]).ranges[0], editor),
  });
  const [first] = picked?.ranges ?? [];
  if (!first) return;
  const shown = await window.showTextDocument(editor.document, editor.viewColumn);
  const range = rangeOf(first);
  shown.selection = new Selection(range.start, range.end);
  reveal(first, shown);
}

/** Returns the line number as editors show it, from 1. */
function lineOf(range: Range | undefined): number {
  return (range?.start.line ?? 0) + 1;
}

function reveal(range: Range | undefined, editor: TextEditor): void {
  if (range) editor.revealRange(rangeOf(range), TextEditorRevealType.InCenterIfOutsideViewport);
}
