import { ColorThemeKind, Disposable, EventEmitter, type FileDecoration, ThemeColor, Uri, window } from 'vscode';
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
 * item with other problems has another URI, so decorations change only with the theme.
 */
export function registerTreeDecorations(): Disposable {
  const changed = new EventEmitter<undefined>();
  return Disposable.from(
    changed,
    window.onDidChangeActiveColorTheme(() => changed.fire(undefined)),
    window.registerFileDecorationProvider({ onDidChangeFileDecorations: changed.event, provideFileDecoration }),
  );
}

function provideFileDecoration({ scheme, authority, query }: Uri): FileDecoration | undefined {
  if (scheme !== SCHEME) return undefined;
  if (authority === 'dimmed') return { color: new ThemeColor('descriptionForeground') };
  const count = Number(query);
  const color = severityColor(authority === 'error' ? 'error' : 'warning');
  return { color, badge: count > 9 ? '9+' : query, tooltip: count === 1 ? `1 ${authority}` : `${count} problems` };
}

/** Returns the color of labels. High contrast themes define no such color for lists, only for problems. */
export function severityColor(severity: 'error' | 'warning'): ThemeColor {
  const { kind } = window.activeColorTheme;
  const isHighContrast = kind === ColorThemeKind.HighContrast || kind === ColorThemeKind.HighContrastLight;
  const color = severity === 'error' ? 'Error' : 'Warning';
  return new ThemeColor(isHighContrast ? `problems${color}Icon.foreground` : `list.${severity}Foreground`);
}
