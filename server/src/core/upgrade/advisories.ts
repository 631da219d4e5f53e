import { isKind } from '../objects/group-kind.ts';
import type { Resource } from '../objects/resource.ts';
import { compareReleases, minorOf } from '../schemas/releases.ts';
import { matches, pathPattern } from '../syntax/path-pattern.ts';
import type { Advisory, Trigger, UpgradeFacts } from './upgrade-facts.ts';

/** An upgrade from one release of a provider to another. */
export interface UpgradeStep {
  readonly provider: string;
  readonly from: string;
  readonly to: string;
}

/** An advisory that applies, with the objects that trigger it. Without objects if it is about the installation. */
export interface ApplicableAdvisory {
  readonly provider: string;
  readonly advisory: Advisory;
  readonly objects: readonly Resource[];
}

/** Returns the advisories for an upgrade that the objects trigger, and those about the installation. */
export function advisoriesFor(
  { provider, advisories }: UpgradeFacts,
  { from, to }: UpgradeStep,
  objects: readonly Resource[],
): readonly ApplicableAdvisory[] {
  return advisories
    .filter((advisory) => isCrossed(advisory, from, to))
    .map((advisory) => ({
      provider,
      advisory,
      objects: objects.filter((object) => advisory.on?.some((trigger) => isTriggered(trigger, object))),
    }))
    .filter(({ advisory, objects: found }) => !advisory.on || found.length > 0);
}

function isCrossed({ since, fixedIn = [] }: Advisory, from: string, to: string): boolean {
  if (compareReleases(minorOf(from), since) >= 0 || compareReleases(minorOf(to), since) < 0) return false;
  const fix = fixedIn.find((release) => minorOf(release) === minorOf(to));
  return !fix || compareReleases(to, fix) < 0;
}

function isTriggered(trigger: Trigger, object: Resource): boolean {
  if (!isKind(object, trigger.kind)) return false;
  const has = (path: string) => matches(object.root, pathPattern(path)).length > 0;
  const { with: present, without = [] } = trigger;
  return (present === undefined || has(present)) && ![without].flat().some(has);
}

/**
 * Returns the minor releases at which an upgrade must stop, because a provider does not support skipping them. Empty if
 * there are none.
 */
export function intermediateReleases({ minors }: UpgradeFacts, { from, to }: UpgradeStep): readonly string[] {
  const [start, end] = [numbersOf(from), numbersOf(to)];
  if (!minors || !start || !end || start.major !== end.major) return [];
  const stops: string[] = [];
  for (let minor = start.minor + minors.max; minor < end.minor; minor += minors.max)
    stops.push(`v${start.major}.${minor}`);
  return stops;
}

function numbersOf(release: string): { readonly major: number; readonly minor: number } | undefined {
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(release) ?? [];
  return major === undefined || minor === undefined ? undefined : { major: Number(major), minor: Number(minor) };
}
