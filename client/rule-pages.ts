import { type Disposable, Uri, workspace } from 'vscode';

const SCHEME = 'kamaji-metal3';

/**
 * The URI that diagnostics link to, with `{rule}` in place of the rule's id. VS Code opens it like a file, without network
 * access; `workbench.editorAssociations` in package.json selects the Markdown preview. A `command:` URI would not work in
 * the hover of a diagnostic, and a `vscode:` URI requires a confirmation.
 */
export const RULE_PAGE_URI = `${SCHEME}:/rules/{rule}.md`;

/** Provides the text of rule pages. `folder` contains the pages. */
export function registerRulePages(folder: Uri): Disposable {
  return workspace.registerTextDocumentContentProvider(SCHEME, {
    async provideTextDocumentContent({ path }) {
      const [, file] = /^\/rules\/([a-z0-9-]+\.md)$/.exec(path) ?? [];
      if (file === undefined) return undefined;
      return new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(folder, file)));
    },
  });
}
