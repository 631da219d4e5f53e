import type { ReleaseRange } from '../findings/finding.ts';
import type { Provider } from './bundle.ts';

/** What people call the providers, beside the names of their repositories. */
const SHORT_NAMES: ReadonlyMap<string, string> = new Map([
  ['capi', 'cluster-api'],
  ['core', 'cluster-api'],
  ['capm3', 'cluster-api-provider-metal3'],
  ['metal3', 'cluster-api-provider-metal3'],
  ['ipam', 'ip-address-manager'],
  ['metal3-ipam', 'ip-address-manager'],
  ['bmo', 'baremetal-operator'],
  ['kamaji-control-plane', 'cluster-api-control-plane-provider-kamaji'],
  ['kamaji-provider', 'cluster-api-control-plane-provider-kamaji'],
  ['kamaji-cp', 'cluster-api-control-plane-provider-kamaji'],
  ['cacppk', 'cluster-api-control-plane-provider-kamaji'],
]);

/** How messages name the providers. */
const DISPLAY_NAMES: Readonly<Record<string, string>> = {
  'cluster-api': 'Cluster API',
  'cluster-api-provider-metal3': 'CAPM3',
  'ip-address-manager': 'Metal³ IPAM',
  'cluster-api-control-plane-provider-kamaji': 'The Kamaji control plane provider',
  'baremetal-operator': 'The Bare Metal Operator',
  kamaji: 'Kamaji',
};

export function displayName(provider: string): string {
  return DISPLAY_NAMES[provider] ?? provider;
}

/** `v1.13` of `v1.13.2`: what people call a release; one that is no version is called as it is. */
export function minorOf(release: string): string {
  return /^(?:v|edge-)\d+\.\d+/.exec(release)?.[0] ?? release;
}

/** What else a provider may be called, beside the name of its repository. */
export function shortNamesOf(provider: string): readonly string[] {
  return [...SHORT_NAMES].flatMap(([short, name]) => (name === provider ? [short] : []));
}

/** By the name of its repository, with or without the owner's, or by a short one; case does not count. */
export function findProvider(name: string, providers: readonly Provider[]): Provider | undefined {
  const wanted = repositoryOf(name);
  return providers.find((provider) => provider.name === wanted);
}

/** The name of the repository that a provider's name stands for, whether there is such a provider or not. */
export function repositoryOf(name: string): string {
  const own = name.trim().toLowerCase().replace(/^.*\//, '');
  return SHORT_NAMES.get(own) ?? own;
}

/**
 * The release that a user means: `v1.8.12` itself, `v1.8` or another patch of it by the minor that is known, `latest`.
 * The `v` may be left out, and so may `edge-`; `edge` and `main` alone are the newest so named. Undefined for a minor
 * that is not known.
 */
export function findRelease(wanted: string, { releases }: Pick<Provider, 'releases'>): string | undefined {
  const own = wanted.trim().toLowerCase();
  if (own === 'latest') return releases.at(-1);
  if (own === 'edge' || own === 'main') return releases.findLast((release) => release.startsWith(`${own}-`));
  const names = /^\d/.test(own) ? [`v${own}`, `edge-${own}`] : [own];
  const exact = names.find((name) => releases.includes(name));
  if (exact !== undefined) return exact;
  for (const name of names) {
    const minor = /^((?:v|edge-)\d+\.\d+)(?:\.(?:\d+|x))?(?:[-+].*)?$/.exec(name)?.[1];
    const newest = minor && releases.findLast((release) => release.startsWith(`${minor}.`));
    if (newest) return newest;
  }
  return undefined;
}

/** Orders releases of one provider: `v` before `edge-` before `main-`, then by their numbers. Below 0: `one` is older. */
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

/** There are few releases, and every finding is held against them. */
const RANKS = new Map<string, readonly number[]>();

/** Whether a release of the range's provider belongs to it. The ends need be no known releases; `until: v1.10` is v1.10.x. */
export function inRange({ from, until }: ReleaseRange, release: string): boolean {
  if (from !== undefined && compareReleases(release, from) < 0) return false;
  if (until === undefined) return true;
  return compareReleases(until === minorOf(until) ? minorOf(release) : release, until) <= 0;
}

/** `CAPM3 v1.13 and later`, `Cluster API up to v1.10`, `Kamaji v0.3 to v1.0`. */
export function rangeName({ provider, from, until }: ReleaseRange): string {
  const name = displayName(provider).replace(/^The /, 'the ');
  if (from === undefined) return until === undefined ? name : `${name} up to ${minorOf(until)}`;
  return until === undefined ? `${name} ${minorOf(from)} and later` : `${name} ${minorOf(from)} to ${minorOf(until)}`;
}
