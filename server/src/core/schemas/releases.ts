import type { Provider } from './bundle.ts';
import type { ReleaseRange } from './release-range.ts';

/** Returns the name of a provider in messages: its title, or the name of its repository. */
export function providerTitle(provider: Pick<Provider, 'name' | 'title'>): string {
  return provider.title ?? provider.name;
}

/**
 * Returns the minor of a release: `v1.13` for `v1.13.2`, `26.8-edge` for `26.8.2-edge`. Returns a release that is not a
 * version unchanged.
 */
export function minorOf(release: string): string {
  const [, minor, suffix = ''] = /^((?:v|edge-|(?=\d.*-edge$))\d+\.\d+)[^-]*(-edge$)?/.exec(release) ?? [];
  return minor === undefined ? release : `${minor}${suffix}`;
}

/** Returns the minor after that of a release: `v1.14` for `v1.13.2`. */
export function nextMinor(release: string): string {
  return minorOf(release).replace(LAST_NUMBER, (minor) => String(Number(minor) + 1));
}

/** Returns the minor before that of a release: `v1.12` for `v1.13.2`. */
export function previousMinor(release: string): string {
  return minorOf(release).replace(LAST_NUMBER, (minor) => String(Number(minor) - 1));
}

const LAST_NUMBER = /\d+(?=(?:-edge)?$)/;

/** Finds a provider by the name of its repository, with or without the organization, or by an alias. Ignores case. */
export function findProvider(name: string, providers: readonly Provider[]): Provider | undefined {
  const wanted = name.trim().toLowerCase().replace(/^.*\//, '');
  return providers.find((provider) => provider.name === wanted || provider.aliases?.includes(wanted));
}

/** Returns the names of the providers for a message, each with its first short name: `cluster-api (capi)`. */
export function providerNames(providers: readonly Provider[]): readonly string[] {
  return providers.map(({ name, aliases: [short] = [] }) => (short === undefined ? name : `${name} (${short})`));
}

/**
 * Returns the release that a user specifies: `v1.8.12` itself; for `v1.8` or an unknown patch of it, the known patch of
 * that minor; for `latest` and `main`, the newest. The prefixes `v` and `edge-` are optional. `edge` without a version
 * selects the newest edge release, and an edge release of an unknown month the one of the nearest month. Returns undefined
 * for an unknown minor of other releases.
 */
export function findRelease(wanted: string, provider: Pick<Provider, 'releases' | 'dates'>): string | undefined {
  const { releases } = provider;
  const text = wanted.trim().toLowerCase();
  if (text === 'latest') return releases.at(-1);
  const edges = releases.filter(isEdge);
  if (text === 'edge') return edges.at(-1);
  if (text === 'main') return edges.length === 0 ? undefined : releases.at(-1);
  const names = /^\d+(\.|$)/.test(text) && !isEdge(text) ? [`v${text}`, `edge-${text}`] : [text];
  const exact = releases.find((release) => names.some((name) => isSameRelease(release, name)));
  if (exact !== undefined) return exact;
  for (const name of names) {
    const minor = MINOR.exec(name)?.[1];
    const newest = minor && releases.findLast((release) => release.startsWith(`${minor}.`));
    if (newest) return newest;
  }
  const month = names.map((name) => EDGE_MONTH.exec(name)).find((each) => each !== null);
  return month ? nearestEdge(Number(month[1]), Number(month[2]), edges) : releasedOn(text, provider);
}

const MINOR = /^(v\d+\.\d+)(?:\.(?:\d+|x))?(?:[-+].*)?$/;

/** An edge release is named after its month: `edge-25.10.5`, and from March 2026 on `26.3.2-edge`. */
const EDGE_MONTH = /^(?:edge-|(?=.*-edge$))(\d{2})\.(\d{1,2})(?:\.(?:\d+|x))?(?:-edge)?$/;

/** True for both forms of the names of edge releases. */
export function isEdge(release: string): boolean {
  return release.startsWith('edge-') || /^\d.*-edge$/.test(release);
}

function isSameRelease(release: string, name: string): boolean {
  return (
    release === name || (isEdge(release) && isEdge(name) && /[\d.]+/.exec(release)?.[0] === /[\d.]+/.exec(name)?.[0])
  );
}

/**
 * Returns the newest release of the nearest month; of two, the later one, because a schema without new fields rejects
 * manifests that work.
 */
function nearestEdge(year: number, month: number, edges: readonly string[]): string | undefined {
  const distance = (release: string) => {
    const [, own = 0, ownMonth = 0] = rankOf(release);
    return Math.abs((own - year) * 12 + ownMonth - month);
  };
  if (month < 1 || month > 12) return undefined;
  const nearest = edges
    .toReversed()
    .reduce<string | undefined>(
      (best, release) => (best === undefined || distance(release) < distance(best) ? release : best),
      undefined,
    );
  return nearest !== undefined && distance(nearest) <= MAX_MONTHS ? nearest : undefined;
}

/** A release that is further away is a misspelling. */
const MAX_MONTHS = 24;

/** Returns the release of the day of a state of the main branch, `main-2026-08-03`. */
function releasedOn(name: string, { releases, dates = {} }: Pick<Provider, 'releases' | 'dates'>): string | undefined {
  return releases.find((release) => release === name || `main-${dates[release]}` === name);
}

/** Compares releases of one provider: `v` before edge before `main-`, then by number. Negative if `one` is older. */
export function compareReleases(one: string, other: string): number {
  const [a, b] = [rankOf(one), rankOf(other)];
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function rankOf(release: string): readonly number[] {
  let rank = RANKS.get(release);
  if (!rank) {
    const line = isEdge(release) ? 1 : ['v', 'edge', 'main'].findIndex((name) => release.startsWith(name));
    rank = [line, ...(release.match(/\d+/g) ?? []).map(Number)];
    RANKS.set(release, rank);
  }
  return rank;
}

/** There are few releases, but each finding is compared with them. */
const RANKS = new Map<string, readonly number[]>();

/**
 * Returns true if a range includes a release of its provider. The ends need not be known releases; `until: v1.10`
 * includes all patches of v1.10.
 */
export function inRange({ from, until }: ReleaseRange, release: string): boolean {
  if (from !== undefined && compareReleases(release, from) < 0) return false;
  if (until === undefined) return true;
  return compareReleases(until === minorOf(until) ? minorOf(release) : release, until) <= 0;
}

/** Returns `CAPM3 v1.13 and later`, `Cluster API up to v1.10`, or `Kamaji v0.3 to v1.0`. */
export function rangeName({ provider, from, until }: ReleaseRange, titleOf: (provider: string) => string): string {
  const name = titleOf(provider);
  if (from === undefined) return until === undefined ? name : `${name} up to ${minorOf(until)}`;
  return until === undefined ? `${name} ${minorOf(from)} and later` : `${name} ${minorOf(from)} to ${minorOf(until)}`;
}
