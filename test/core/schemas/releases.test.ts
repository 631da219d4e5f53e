import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findProvider, findRelease, minorOf } from '../../../server/src/core/schemas/releases.ts';
import { compareVersions } from '../../../server/src/core/schemas/versions.ts';

const providers = [
  { name: 'cluster-api', aliases: ['capi'], releases: ['v1.3.10', 'v1.8.12', 'v1.10.10'] },
  { name: 'cluster-api-provider-metal3', aliases: ['capm3'], releases: ['v1.13.2'] },
  { name: 'ip-address-manager', aliases: ['ipam'], releases: ['v1.13.2'] },
  { name: 'baremetal-operator', aliases: ['bmo'], releases: ['v0.13.2'] },
  {
    name: 'kamaji',
    releases: ['v0.6.1', 'v1.0.0', 'edge-25.12.4', 'edge-26.1.5', 'edge-26.2.5', '26.8.2-edge'],
    dates: { '26.8.2-edge': '2026-08-03' },
  },
  {
    name: 'cluster-api-control-plane-provider-kamaji',
    aliases: ['kamaji-cp', 'cacppk'],
    releases: ['v0.20.0'],
  },
];

const names: Readonly<Record<string, string | undefined>> = {
  'cluster-api': 'cluster-api',
  capi: 'cluster-api',
  CAPM3: 'cluster-api-provider-metal3',
  ipam: 'ip-address-manager',
  bmo: 'baremetal-operator',
  kamaji: 'kamaji',
  'clastix/kamaji': 'kamaji',
  'kamaji-cp': 'cluster-api-control-plane-provider-kamaji',
  cacppk: 'cluster-api-control-plane-provider-kamaji',
  constructor: undefined,
  '': undefined,
};

const releases: readonly (readonly [provider: string, wanted: string, release: string | undefined])[] = [
  ['capi', 'latest', 'v1.10.10'],
  ['capi', 'v1.8.12', 'v1.8.12'],
  ['capi', 'v1.8', 'v1.8.12'],
  ['capi', '1.8', 'v1.8.12'],
  ['capi', 'v1.8.3', 'v1.8.12'],
  ['capi', 'v1.8.x', 'v1.8.12'],
  ['capi', ' V1.8 ', 'v1.8.12'],
  ['capi', 'v1.10.0-rc.1', 'v1.10.10'],
  ['capi', 'v1.1', undefined],
  ['capi', 'v1', undefined],
  ['capi', '', undefined],
  ['capi', 'edge', undefined],
  ['kamaji', 'latest', '26.8.2-edge'],
  ['kamaji', 'main', '26.8.2-edge'],
  ['kamaji', 'main-2026-08-03', '26.8.2-edge'],
  ['kamaji', 'main-2026-08-04', undefined],
  ['kamaji', 'edge', '26.8.2-edge'],
  ['kamaji', 'edge-26.1', 'edge-26.1.5'],
  ['kamaji', 'edge-26.1.2', 'edge-26.1.5'],
  ['kamaji', '26.1', 'edge-26.1.5'],
  ['kamaji', '25.12.4', 'edge-25.12.4'],
  ['kamaji', '26.8.2-edge', '26.8.2-edge'],
  ['kamaji', 'edge-26.8.2', '26.8.2-edge'],
  ['kamaji', '26.8.2', '26.8.2-edge'],
  ['kamaji', '26.8-edge', '26.8.2-edge'],
  ['kamaji', '26.8.1-edge', '26.8.2-edge'],
  ['kamaji', '26.2.5-edge', 'edge-26.2.5'],
  ['kamaji', '26.3.2-edge', 'edge-26.2.5'],
  ['kamaji', 'edge-26.5', '26.8.2-edge'],
  ['kamaji', '26.9.1-edge', '26.8.2-edge'],
  ['kamaji', 'edge-25.3.2', 'edge-25.12.4'],
  ['kamaji', 'edge-22.9.1', undefined],
  ['kamaji', 'edge-26.13.1', undefined],
  ['capi', '26.8.2-edge', undefined],
  ['kamaji', '1.0', 'v1.0.0'],
];

describe('the names of providers', () => {
  for (const [name, expected] of Object.entries(names))
    it(`${name || 'nothing'} is ${expected}`, () => assert.equal(findProvider(name, providers)?.name, expected));
});

describe('the names of releases', () => {
  for (const [name, wanted, expected] of releases)
    it(`${name} ${wanted} is ${expected}`, () => {
      const provider = findProvider(name, providers);
      assert.ok(provider);
      assert.equal(findRelease(wanted, provider), expected);
    });

  it('are shortened to the minor version', () => {
    assert.deepEqual(
      ['v1.8.12', 'v1.1.0-rc.1', 'edge-26.1.5', '26.8.2-edge', '26.8-edge', 'main-2026-08-03'].map(minorOf),
      ['v1.8', 'v1.1', 'edge-26.1', '26.8-edge', '26.8-edge', 'main-2026-08-03'],
    );
  });
});

describe('the names of versions', () => {
  it('are in the order of preference of Kubernetes', () => {
    const ordered = ['v10', 'v2', 'v1', 'v11beta2', 'v10beta3', 'v3beta1', 'v12alpha1', 'v11alpha2', 'foo1', 'foo10'];
    assert.deepEqual(ordered.toReversed().sort(compareVersions), ordered);
  });
});
