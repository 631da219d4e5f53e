import type { Node } from '../../core/syntax/node.ts';

/** A Kubernetes version as far as it counts when versions are compared; the `v` before it does not. */
export interface KubernetesVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** Undefined for templates, and for what names no minor and patch. */
export function parseVersion(text: string): KubernetesVersion | undefined {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)\.(\d+)(?:[-+][\w.+-]*)?$/.exec(text.trim()) ?? [];
  return patch === undefined ? undefined : { major: Number(major), minor: Number(minor), patch: Number(patch) };
}

export function versionOf(node: Node | undefined): KubernetesVersion | undefined {
  return node?.kind === 'scalar' ? parseVersion(node.text) : undefined;
}

/** `1.33`, as people name a minor. */
export function minorText({ major, minor }: KubernetesVersion): string {
  return `${major}.${minor}`;
}

/** Whether a text is a version as Go's strict parsers read it, with or without a `v`: three numbers without leading zeros. */
export function isStrictVersion(text: string): boolean {
  const number = '(?:0|[1-9]\\d*)';
  return new RegExp(`^v?${number}\\.${number}\\.${number}(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?$`).test(text);
}
