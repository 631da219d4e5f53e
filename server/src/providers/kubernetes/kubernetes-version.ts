import type { Node } from '../../core/syntax/node.ts';

/** The parts of a Kubernetes version that are compared. A leading `v` is ignored. */
export interface KubernetesVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** Returns undefined for templates and incomplete versions. */
export function parseVersion(text: string): KubernetesVersion | undefined {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)\.(\d+)(?:[-+][\w.+-]*)?$/.exec(text.trim()) ?? [];
  return patch === undefined ? undefined : { major: Number(major), minor: Number(minor), patch: Number(patch) };
}

export function versionOf(node: Node | undefined): KubernetesVersion | undefined {
  return node?.kind === 'scalar' ? parseVersion(node.text) : undefined;
}

/** Returns a version without its patch, such as `1.33`. */
export function minorText({ major, minor }: KubernetesVersion): string {
  return `${major}.${minor}`;
}

/** Returns true if Go's strict parsers accept a version, with or without a `v`: three numbers without leading zeros. */
export function isStrictVersion(text: string): boolean {
  const number = '(?:0|[1-9]\\d*)';
  return new RegExp(`^v?${number}\\.${number}\\.${number}(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?$`).test(text);
}
