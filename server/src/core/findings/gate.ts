import type { ReleaseRange } from '../schemas/release-range.ts';
import { inRange, minorOf, rangeName } from '../schemas/releases.ts';
import type { Finding } from './finding.ts';

/** The releases of a provider in question for a finding, newest first; a target that is set is the only one. */
export type ReleasesInQuestion = (provider: string) => readonly string[];

/**
 * What is left of a finding for the releases in question. Held by all of them it stays as it is; held by the newest and
 * not by all it says so, and is a warning at most; held by older ones alone it is past, and nothing is left. Ranges of
 * one provider are alternatives; of several providers each must hold.
 */
export function gate(
  finding: Finding,
  inQuestion: ReleasesInQuestion,
  titleOf: (provider: string) => string,
): Finding | undefined {
  if (finding.releases.length === 0) return finding;
  const partly: ReleaseRange[] = [];
  for (const provider of new Set(finding.releases.map((range) => range.provider))) {
    const ranges = finding.releases.filter((range) => range.provider === provider);
    const holds = (release: string) => ranges.some((range) => inRange(range, release));
    const releases = inQuestion(provider);
    const newest = releases[0];
    if (newest === undefined || !holds(newest)) return undefined;
    if (!releases.every(holds)) partly.push(...ranges.filter((range) => inRange(range, newest)));
  }
  if (partly.length === 0) return { ...finding, releases: [] };
  const severity = finding.severity === 'error' ? 'warning' : finding.severity;
  return { ...finding, severity, releases: partly, message: withReleases(finding.message, partly, titleOf) };
}

/** A message that names no release is told which it holds for. */
function withReleases(message: string, ranges: readonly ReleaseRange[], titleOf: (provider: string) => string): string {
  const unnamed = ranges.filter(({ from, until }) => !message.includes(minorOf(from ?? until ?? '')));
  return unnamed.length === 0
    ? message
    : `${message} That holds for ${unnamed.map((range) => rangeName(range, titleOf)).join(' with ')}.`;
}
