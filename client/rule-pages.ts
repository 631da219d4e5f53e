import { commands, type Disposable, Uri } from 'vscode';

const SHOW_RULE = 'kamajiMetal3.showRule';

/**
 * The URI that diagnostics link to, with `{rule}` in place of the rule's id. A command opens the bundled page without
 * network access and without the confirmation that VS Code requires for `vscode:` URIs.
 */
export const RULE_PAGE_URI = `command:${SHOW_RULE}?%5B%22{rule}%22%5D`;

/** Registers the command that shows a rule's page in the Markdown preview. `folder` contains the pages. */
export function registerRulePages(folder: Uri): Disposable {
  return commands.registerCommand(SHOW_RULE, async (rule: unknown) => {
    // The argument comes from a link, so only the id of a rule is accepted.
    if (typeof rule !== 'string' || !/^[a-z0-9-]+$/.test(rule)) return;
    await commands.executeCommand('markdown.showPreview', Uri.joinPath(folder, `${rule}.md`));
  });
}
