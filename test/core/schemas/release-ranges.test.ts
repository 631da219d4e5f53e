import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareReleases, inRange, rangeName } from '../../../server/src/core/schemas/releases.ts';
import { SCHEMAS } from '../../support/check.ts';

describe('compareReleases', () => {
  it('orders v before edge before main, each by its numbers', () => {
    const inOrder = [
      'v0.9.9',
      'v0.10.0',
      'v1.0.0',
      'v1.8.12',
      'v1.9.0',
      'v1.9.1',
      'v1.10.0',
      'edge-24.12.1',
      'edge-25.9.2',
      'edge-25.10.5',
      '26.3.2-edge',
      'edge-26.4.1',
      'main-2026-02-03',
      'main-2026-08-03',
    ];
    assert.deepEqual(inOrder.toReversed().sort(compareReleases), inOrder);
    for (const release of inOrder) assert.equal(compareReleases(release, release), 0);
  });

  it('treats a minor release as its first patch release', () => assert.equal(compareReleases('v1.10', 'v1.10.0'), 0));
});

describe('inRange', () => {
  const provider = 'cluster-api';
  const cases: readonly { from?: string; until?: string; inside: readonly string[]; outside: readonly string[] }[] = [
    { inside: ['v0.1.0', 'v1.10.0', 'main-2026-08-03'], outside: [] },
    { from: 'v1.10', inside: ['v1.10.0', 'v1.10.7', 'v1.11.0', 'edge-25.1.1'], outside: ['v1.9.99', 'v1.1.0'] },
    { from: 'v1.10.3', inside: ['v1.10.3', 'v1.11.0'], outside: ['v1.10.2', 'v1.9.9'] },
    { until: 'v1.10', inside: ['v1.10.0', 'v1.10.99', 'v1.9.0'], outside: ['v1.11.0', 'edge-24.1.1'] },
    { until: 'v1.10.3', inside: ['v1.10.3', 'v1.9.0'], outside: ['v1.10.4', 'v1.11.0'] },
    { from: 'v1.8', until: 'v1.10', inside: ['v1.8.0', 'v1.10.12'], outside: ['v1.7.9', 'v1.11.0'] },
    { from: 'v1.9.2', until: 'v1.9.2', inside: ['v1.9.2'], outside: ['v1.9.1', 'v1.9.3'] },
    { until: 'edge-25.11', inside: ['v1.0.0', 'edge-25.11.5'], outside: ['edge-25.12.1', 'main-2026-08-03'] },
  ];
  for (const { inside, outside, ...range } of cases)
    it(`from ${range.from ?? 'the first'} until ${range.until ?? 'the last'}`, () => {
      assert.deepEqual(
        inside.filter((release) => !inRange({ provider, ...range }, release)),
        [],
      );
      assert.deepEqual(
        outside.filter((release) => inRange({ provider, ...range }, release)),
        [],
      );
    });
});

describe('rangeName', () => {
  const titleOf = (provider: string) => SCHEMAS.titleOf(provider);

  it('contains the ends of the range', () => {
    const provider = 'cluster-api-provider-metal3';
    assert.equal(rangeName({ provider, from: 'v1.13.0' }, titleOf), 'CAPM3 v1.13 and later');
    assert.equal(rangeName({ provider, until: 'v1.10.5' }, titleOf), 'CAPM3 up to v1.10');
    assert.equal(rangeName({ provider, from: 'v1.8.0', until: 'v1.10' }, titleOf), 'CAPM3 v1.8 to v1.10');
    assert.equal(rangeName({ provider }, titleOf), 'CAPM3');
    assert.equal(
      rangeName({ provider: 'baremetal-operator', until: 'v0.5' }, titleOf),
      'the Bare Metal Operator up to v0.5',
    );
  });
});
