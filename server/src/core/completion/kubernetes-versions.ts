import { compareReleases } from '../schemas/releases.ts';
import type { Context } from './context.ts';
import type { Value } from './values.ts';

/**
 * The newest minor of Kubernetes that each release of Kamaji takes, from that release on. Source: the version of
 * kubeadm that Kamaji is built with (internal/upgrade); what is greater is refused (tcp_version.go).
 */
const CEILINGS: readonly (readonly [release: string, minor: number])[] = [
  ['v0.2.3', 27],
  ['v0.3.4', 28],
  ['v0.4.0', 29],
  ['v0.5.0', 30],
  ['edge-24.9.1', 31],
  ['edge-25.3.2', 32],
  ['edge-25.4.1', 33],
  ['edge-25.9.2', 34],
  ['edge-25.12.4', 35],
  ['edge-26.5.3', 36],
];

/** As many minors as are supported at a time, and some more that people still run. */
const MINORS = 6;

/** The first release of each minor that the Kamaji in force takes, the newest first. */
export function kubernetesVersions({ targets }: Context, prefix: string): readonly Value[] {
  const target = targets.kamaji;
  const fitting = target === undefined ? CEILINGS : CEILINGS.filter(([from]) => compareReleases(from, target) <= 0);
  const newest = fitting.at(-1)?.[1] ?? CEILINGS[0]?.[1] ?? 0;
  return Array.from({ length: MINORS }, (_, age) => ({ text: `${prefix}1.${newest - age}.0` }));
}
