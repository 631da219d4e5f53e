import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ipPoolOf, networkOf } from '../../server/src/providers/ipam/ip-pool.ts';
import { objectIn } from '../support/changes.ts';

function pool(spec: string) {
  return ipPoolOf(objectIn(`apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata: {name: a}\nspec: ${spec}\n`));
}

/** Returns the number of addresses in the only entry of a pool; undefined if it is unknown or there are none. */
function sizeOf(entry: string): number | undefined {
  const [only] = pool(`{pools: [${entry}]}`).entries;
  return only?.range && Number(only.range.last - only.range.first + 1n);
}

describe('the addresses of a pool', () => {
  const cases: readonly { name: string; entry: string; size: number | undefined }[] = [
    { name: 'start and end both count', entry: '{start: 10.0.0.1, end: 10.0.0.10}', size: 10 },
    { name: 'one address', entry: '{start: 10.0.0.1, end: 10.0.0.1}', size: 1 },
    { name: 'an end before the start', entry: '{start: 10.0.0.2, end: 10.0.0.1}', size: undefined },
    { name: 'a subnet without a start begins after its address', entry: '{subnet: 10.0.0.0/24}', size: 255 },
    { name: 'the address of the subnet need not be its first', entry: '{subnet: 10.0.0.250/24}', size: 5 },
    { name: 'a subnet whose address is its last', entry: '{subnet: 10.0.0.255/24}', size: undefined },
    { name: 'a subnet of one address', entry: '{subnet: 10.0.0.1/32}', size: undefined },
    { name: 'an end without a start has no effect', entry: '{subnet: 10.0.0.0/24, end: 10.0.0.9}', size: 255 },
    { name: 'a start in a subnet', entry: '{subnet: 10.0.0.0/24, start: 10.0.0.200}', size: 56 },
    { name: 'a start at the end of the subnet', entry: '{subnet: 10.0.0.0/24, start: 10.0.0.255}', size: 1 },
    { name: 'a start at the beginning of the subnet', entry: '{subnet: 10.0.0.0/24, start: 10.0.0.0}', size: 256 },
    { name: 'a start outside of the subnet', entry: '{subnet: 10.0.0.0/24, start: 10.0.1.0}', size: undefined },
    { name: 'an end after the subnet', entry: '{subnet: 10.0.0.0/24, start: 10.0.0.254, end: 10.0.1.9}', size: 2 },
    { name: 'a start without an end', entry: '{start: 255.255.255.254}', size: 2 },
    { name: 'IPv6', entry: '{start: "fd00::1", end: "fd00::ff"}', size: 255 },
    { name: 'start and end of two families', entry: '{start: 10.0.0.1, end: "fd00::ff"}', size: undefined },
    { name: 'a template', entry: '{start: "${START}", end: 10.0.0.9}', size: undefined },
    { name: 'nothing', entry: '{}', size: undefined },
  ];
  for (const { name, entry, size } of cases) it(name, () => assert.equal(sizeOf(entry), size));

  it('are known only if each entry is', () => {
    assert.equal(pool('{pools: [{start: 10.0.0.1, end: 10.0.0.9}]}').isKnown, true);
    assert.equal(pool('{pools: [{start: 10.0.0.1}, {start: "${START}"}]}').isKnown, false);
    assert.equal(pool('{pools: "${POOLS}"}').isKnown, false);
    assert.equal(pool('{pools: ["${POOL}"]}').isKnown, false);
    assert.equal(pool('{}').isKnown, true);
  });
});

describe('what an entry inherits from its pool', () => {
  const { entries } = pool(`
  prefix: 24
  gateway: 10.0.0.254
  dnsServers: [10.0.0.53]
  pools:
  - start: 10.0.0.1
  - start: 10.0.1.1
    prefix: 16
    gateway: 10.0.1.254
    dnsServers: [10.0.1.53, 10.0.1.54]
  - start: 10.0.2.1
    prefix: 0`);

  it('is the prefix, the gateway and the DNS servers, each unless it has its own', () => {
    assert.deepEqual(
      entries.map(({ prefix, gateway, dnsServers }) => [
        prefix?.value,
        gateway?.text,
        dnsServers.map(({ text }) => text).join(' '),
      ]),
      [
        [24, '10.0.0.254', '10.0.0.53'],
        [16, '10.0.1.254', '10.0.1.53 10.0.1.54'],
        [24, '10.0.0.254', '10.0.0.53'],
      ],
    );
  });

  it('gives the network of its addresses', () => {
    const sizes = entries.map((entry) => {
      const network = networkOf(entry);
      return network && Number(network.last - network.first + 1n);
    });
    assert.deepEqual(sizes, [256, 65536, 256]);
  });

  it('gives no network without a prefix, or with one that the family does not have', () => {
    const networks = ['', ', prefix: 33', ', prefix: 32'].map((prefix) => {
      const [entry] = pool(`{pools: [{start: 10.0.0.1${prefix}}]}`).entries;
      return entry && networkOf(entry) !== undefined;
    });
    assert.deepEqual(networks, [false, false, true]);
  });
});
