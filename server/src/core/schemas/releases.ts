import type { Provider } from './bundle.ts';

/** What people call the providers, beside the names of their repositories. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  capi: 'cluster-api',
  capm3: 'cluster-api-provider-metal3',
  metal3: 'cluster-api-provider-metal3',
  ipam: 'ip-address-manager',
  bmo: 'baremetal-operator',
  'kamaji-control-plane': 'cluster-api-control-plane-provider-kamaji',
  'kamaji-provider': 'cluster-api-control-plane-provider-kamaji',
  cacppk: 'cluster-api-control-plane-provider-kamaji',
};

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

export function findProvider(name: string, providers: readonly Provider[]): Provider | undefined {
  const wanted = SHORT_NAMES[name.toLowerCase()] ?? name.toLowerCase();
  return providers.find((provider) => provider.name === wanted);
}

/**
 * The release that a user means: `v1.8.12` itself, `v1.8` or another patch of it by the minor that is known, `latest`.
 * The `v` may be left out. Undefined for a minor that is not known.
 */
export function findRelease(wanted: string, { releases }: Provider): string | undefined {
  if (wanted === 'latest') return releases.at(-1);
  const name = /^\d/.test(wanted) ? `v${wanted}` : wanted;
  const exact = releases.find((release) => release === name);
  const minor = /^((?:v|edge-)\d+\.\d+)(\.\d+)?$/.exec(name)?.[1];
  return exact ?? (minor && releases.findLast((release) => release.startsWith(`${minor}.`)));
}
