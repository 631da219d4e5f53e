import type { Provider } from './bundle.ts';
import type { ReleaseRange } from './release-range.ts';

/** Returns the name of a provider in messages: its title, or the name of its repository. */
export function providerTitle(provider: Pick<Provider, 'name' | 'title'>): string {
  return provider.title ?? provider.name;
}

/** Returns the minor of a release: `v1.13` for `v1.13.2`. Returns a release that is not a version unchanged. */
export function minorOf(release: string): string {
  return /^(?:v|edge-)\d+\.\d+/.exec(release)?.[0] ?? release;
}

/** Returns the minor after that of a release: `v1.14` for `v1.13.2`. */
export function nextMinor(release: string): string {
  return minorOf(release).replace(/\d+$/, (minor) => String(Number(minor) + 1));
}

/** Returns the minor before that of a release: `v1.12` for `v1.13.2`. */
export function previousMinor(release: string): string {
  return minorOf(release).replace(/\d+$/, (minor) => String(Number(minor) - 1));
}

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
 * that minor; for `latest`, the newest. The prefixes `v` and `edge-` are optional. `edge` and `main` without a version
 * select the newest release of that line. Returns undefined for an unknown minor.
 */
export function findRelease(wanted: string, { releases }: Pick<Provider, 'releases'>): string | undefined {
  const text = wanted.trim().toLowerCase();
  if (text === 'latest') return releases.at(-1);
  if (text === 'edge' || text === 'main') return releases.findLast((release) => release.startsWith(`${text}-`));
  const names = /^\d/.test(text) ? [`v${text}`, `edge-${text}`] : [text];
  const exact = names.find((name) => releases.includes(name));
  if (exact !== undefined) return exact;
  for (const name of names) {
    const minor = /^((?:v|edge-)\d+\.\d+)(?:\.(?:\d+|x))?(?:[-+].*)?$/.exec(name)?.[1];
    const newest = minor && releases.findLast((release) => release.startsWith(`${minor}.`));
    if (newest) return newest;
  }
  return undefined;
}

/** Compares releases of one provider: `v` before `edge-` before `main-`, then by number. Negative if `one` is older. */
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
    const line = ['v', 'edge', 'main'].findIndex((name) => release.startsWith(name));
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
  const [first, last] = [minorOf(from), until === undefined ? undefined : minorOf(until)];
  if (last === undefined) return `${name} ${first} and later`;
  return first === last ? `${name} ${first}` : `${name} ${first} to ${last}`;
}
