import type { TreeItem } from '../protocol/index.ts';

/** Returns the text after the name of an item: its kind, its most severe problem and its role. */
export function descriptionOf(item: TreeItem): string {
  return [item.kind, noteText(item), item.role].filter((each) => each).join(' · ');
}

/** Returns the text that screen readers speak. */
export function spokenText(item: TreeItem): string {
  const { kind, note, role, severity } = item;
  const problem = note && severity ? `${severity}: ${note}` : noteText(item);
  return [kind, titleOf(item), problem, role].filter((each) => each).join(', ');
}

/** Returns the name of an object, or the label of a group. */
export function titleOf({ name, label }: TreeItem): string {
  return name ?? label;
}

/** The mark repeats the color of the icon, which not everyone can see. */
function noteText({ state, severity, note }: TreeItem): string | undefined {
  if (state === 'elsewhere') return 'not in the workspace';
  if (note === undefined) return undefined;
  if (severity === 'error') return `✗ ${note}`;
  return severity === 'warning' ? `⚠ ${note}` : note;
}
