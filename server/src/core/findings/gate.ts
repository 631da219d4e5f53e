import type { ReleaseRange } from '../schemas/release-range.ts';
import { inRange, minorOf, rangeName } from '../schemas/releases.ts';
import { pathText } from '../syntax/lookup.ts';
import type { Finding } from './finding.ts';

/** Returns the applicable releases of a provider for a finding, newest first; only the target if one is set. */
export type ApplicableReleases = (provider: string) => readonly string[];

/**
 * Adapts a finding to the applicable releases. If it applies to all of them, it is unchanged. If it applies to the newest
 * but not to all, it names the releases and is at most a warning. If it applies only to older ones, it is dropped. Ranges
 * of one provider are alternatives; with several providers, one range of each must match.
 *
 * `others` returns the findings about the same object, and `isRejected` is true for a release whose schema rejects it. If
 * each release has an error among them, the finding stays an error.
 */
export function gate(
  finding: Finding,
  releasesOf: ApplicableReleases,
  titleOf: (provider: string) => string,
  others: () => readonly Finding[] = () => [],
  isRejected: (provider: string, release: string) => boolean = () => false,
): Finding | undefined {
  if (finding.releases.length === 0) return finding;
  const partly: ReleaseRange[] = [];
  for (const provider of new Set(finding.releases.map((range) => range.provider))) {
    const ranges = finding.releases.filter((range) => range.provider === provider);
    const holds = (release: string) => ranges.some((range) => inRange(range, release));
    const releases = releasesOf(provider);
    const newest = releases[0];
    if (newest === undefined || !holds(newest)) return undefined;
    if (!releases.every(holds)) partly.push(...ranges.filter((range) => inRange(range, newest)));
  }
  if (partly.length === 0) return { ...finding, releases: [] };
  const general = generalForm(finding, others, releasesOf);
  if (general) return general;
  const isPartial = finding.severity === 'error' && !isErrorEverywhere([finding, ...others()], releasesOf, isRejected);
  const severity = isPartial ? 'warning' : finding.severity;
  return { ...finding, severity, releases: partly, message: withReleases(finding.message, partly, titleOf) };
}

/**
 * Returns the finding for all releases if they have the same problem, for which another finding covers the releases that
 * this one does not: the schema of newer releases requires a field that the webhook of older ones requires as well. The
 * message is that of the other finding, which names no release.
 */
function generalForm(
  finding: Finding,
  others: () => readonly Finding[],
  releasesOf: ApplicableReleases,
): Finding | undefined {
  if (finding.severity !== 'error') return undefined;
  const provider = finding.releases[0]?.provider;
  const path = pathText(finding.path);
  const other = others().find((each) => {
    if (each === finding || each.rule !== finding.rule || each.severity !== 'error') return false;
    const isSame = each.message === finding.message || (each.effect === 'refused' && finding.effect === 'refused');
    if (!isSame || pathText(each.path) !== path || each.releases.length === 0) return false;
    const ranges = [...finding.releases, ...each.releases];
    if (provider === undefined || ranges.some((range) => range.provider !== provider)) return false;
    if (each.releases.some((range) => isNamed(range.until ?? range.from, each.message))) return false;
    return releasesOf(provider).every((release) => ranges.some((range) => inRange(range, release)));
  });
  return other && { ...finding, message: other.message, releases: [] };
}

/** True if each applicable release of a provider has one of the errors, all of which depend on that provider only. */
function isErrorEverywhere(
  findings: readonly Finding[],
  releasesOf: ApplicableReleases,
  isRejected: (provider: string, release: string) => boolean,
): boolean {
  const provider = findings[0]?.releases[0]?.provider;
  if (provider === undefined || findings[0]?.releases.some((range) => range.provider !== provider)) return false;
  const ranges = findings.flatMap(({ severity, releases }) =>
    severity === 'error' && releases.every((range) => range.provider === provider) ? releases : [],
  );
  const isCertain = findings[0]?.rule !== SETTING_RULE;
  return releasesOf(provider).every(
    (release) => ranges.some((range) => inRange(range, release)) || (isCertain && isRejected(provider, release)),
  );
}

/** The rule about settings of the cluster, which are unknown: an object that older releases reject can still work. */
const SETTING_RULE = 'disabled-feature-gate';

/** Appends the releases to a message that does not name them. */
function withReleases(message: string, ranges: readonly ReleaseRange[], titleOf: (provider: string) => string): string {
  const unnamed = ranges.filter(({ from, until }) => !isNamed(from ?? until, message));
  return unnamed.length === 0
    ? message
    : `${message} Applies to ${unnamed.map((range) => rangeName(range, titleOf)).join(' with ')}.`;
}

/** `26.5-edge` is also named by `26.5.3-edge`. */
function isNamed(release: string | undefined, message: string): boolean {
  return release === undefined || message.includes(minorOf(release).replace(/-edge$/, ''));
}
