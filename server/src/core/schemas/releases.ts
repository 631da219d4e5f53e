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
