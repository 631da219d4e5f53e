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

/** Returns the command that shows an object of a live cluster with its conditions and events. */
export function kubectlCommand({ kind = '', group = '', name = '', namespace }: TreeItem): string {
  const resource = group === '' ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
  return ['kubectl describe', shellWord(`${resource}/${name}`), ...namespaceOption(namespace)].join(' ');
}

/** Returns the command that shows a live Cluster and its objects. */
export function clusterctlCommand({ name = '', namespace }: TreeItem): string {
  const options = [...namespaceOption(namespace), '--show-conditions all'];
  return ['clusterctl describe cluster', shellWord(name), ...options].join(' ');
}

function namespaceOption(namespace: string | undefined): readonly string[] {
  return namespace === undefined ? [] : [`--namespace ${shellWord(namespace)}`];
}

/** Quotes a text that a shell would change, such as a template variable. */
function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The mark repeats the color of the icon, which not everyone can see. */
function noteText({ state, isUncertain, severity, note }: TreeItem): string | undefined {
  if (state === 'elsewhere') return isUncertain ? 'possibly in the workspace' : 'not in the workspace';
  if (state === 'planned') return 'created by Cluster API';
  if (note === undefined) return undefined;
  if (severity === 'error') return `✗ ${note}`;
  return severity === 'warning' ? `⚠ ${note}` : note;
}
