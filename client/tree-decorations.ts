import { type FileDecoration, type FileDecorationProvider, ThemeColor, Uri } from 'vscode';
import type { TreeItem } from '../protocol/index.ts';

/** The scheme of the URIs that give items of the tree a color and a number, as files have in the Explorer. */
const SCHEME = 'kamaji-metal3-tree';

/** Returns the URI of an item: its severity and the number of its problems, and its id, which makes it unique. */
export function decorationUri(id: string, { severity, messages, state }: TreeItem): Uri | undefined {
  const isDimmed = state === 'elsewhere' || state === 'planned';
  const kind = severity === 'error' || severity === 'warning' ? severity : isDimmed ? 'dimmed' : undefined;
  return kind && Uri.from({ scheme: SCHEME, authority: kind, path: `/${id}`, query: String(messages.length) });
}

/**
 * Shows problems in the tree like the Explorer does: the label gets the color of the severity, and the row their number. An
 * item with other problems has another URI, so decorations never change.
 */
export const TREE_DECORATIONS: FileDecorationProvider = {
  provideFileDecoration({ scheme, authority, query }: Uri): FileDecoration | undefined {
    if (scheme !== SCHEME) return undefined;
    if (authority === 'dimmed') return { color: new ThemeColor('descriptionForeground') };
    const count = Number(query);
    const color = new ThemeColor(authority === 'error' ? 'list.errorForeground' : 'list.warningForeground');
    return { color, badge: count > 9 ? '9+' : query, tooltip: count === 1 ? `1 ${authority}` : `${count} problems` };
  },
};
