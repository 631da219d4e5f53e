import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type AddressRange,
  holds,
  isCidr,
  isIp,
  isSameAddress,
  overlap,
  parseAddress,
  parseNetwork,
  prefixAround,
  rangeText,
} from '../../../server/src/core/addresses/addresses.ts';

function address(text: string) {
  const parsed = parseAddress(text);
  assert.ok(parsed, text);
  return parsed;
}

function range(first: string, last: string): AddressRange {
  return { family: address(first).family, first: address(first).value, last: address(last).value };
}

describe('isIp and isCidr', () => {
  it('accept each part up to its last value', () => {
    for (const text of ['0.0.0.0', '255.255.255.255', '::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'FD00::A'])
      assert.ok(isIp(text), text);
    for (const text of [
      '256.0.0.1',
      '1.2.3.256',
      '1.2.3',
      '1.2.3.4.5',
      '1.2.3.04',
      '00.1.2.3',
      ':::',
      '1::2::3',
      'g::',
      ' 1.2.3.4',
    ])
      assert.ok(!isIp(text), text);
  });

  it('accept each prefix length of the family', () => {
    for (const text of ['10.0.0.0/0', '10.0.0.0/32', 'fd00::/0', 'fd00::/128', '10.0.0.9/24'])
      assert.ok(isCidr(text), text);
    for (const text of [
      '10.0.0.0/33',
      'fd00::/129',
      '10.0.0.0/',
      '10.0.0.0',
      '10.0.0.0/08',
      '10.0.0.0/-1',
      '/24',
      '10.0.0/8',
    ])
      assert.ok(!isCidr(text), text);
  });
});

describe('isSameAddress', () => {
  it('compares addresses in any form, and other text literally', () => {
    assert.ok(isSameAddress('fd00::1', 'FD00:0:0::0001'));
    assert.ok(isSameAddress('api.example', 'api.example'));
    assert.ok(!isSameAddress('10.0.0.1', '10.0.0.2'));
    assert.ok(!isSameAddress('0.0.0.1', '::1'));
    assert.ok(!isSameAddress('api.example', 'API.example'));
  });
});

describe('a range of addresses', () => {
  const pool = range('10.0.0.10', '10.0.0.20');

  it('contains both of its ends, and nothing outside', () => {
    const found = ['10.0.0.9', '10.0.0.10', '10.0.0.20', '10.0.0.21', '::a00:a'].map((text) =>
      holds(pool, address(text)),
    );
    assert.deepEqual(found, [false, true, true, false, false]);
  });

  it('overlaps with one that shares an address, and not with one that is next to it', () => {
    const others = [
      range('10.0.0.1', '10.0.0.9'),
      range('10.0.0.1', '10.0.0.10'),
      range('10.0.0.20', '10.0.0.30'),
      range('10.0.0.21', '10.0.0.30'),
      range('10.0.0.12', '10.0.0.14'),
      range('10.0.0.1', '10.0.0.30'),
    ];
    const shared = [undefined, '10.0.0.10', '10.0.0.20', undefined, '10.0.0.12–10.0.0.14', '10.0.0.10–10.0.0.20'];
    const text = (found: AddressRange | undefined) => found && rangeText(found);
    assert.deepEqual(
      others.map((other) => text(overlap(pool, other))),
      shared,
    );
    assert.deepEqual(
      others.map((other) => text(overlap(other, pool))),
      shared,
    );
  });

  it('does not overlap with a range of the other family', () =>
    assert.equal(overlap(pool, range('::', 'ffff::')), undefined));

  it('is in the smallest network with both ends', () => {
    assert.equal(prefixAround(range('10.0.0.10', '10.0.0.10')), 32);
    assert.equal(prefixAround(range('10.0.0.0', '10.0.0.255')), 24);
    assert.equal(prefixAround(range('10.0.0.0', '10.0.1.0')), 23);
    assert.equal(prefixAround(range('10.0.0.255', '10.0.1.0')), 23);
    assert.equal(prefixAround(range('0.0.0.0', '255.255.255.255')), 0);
  });

  it('of a network starts at its first address, with any host bits', () => {
    const text = (network: string) => rangeText(parseNetwork(network) ?? pool);
    assert.equal(text('10.0.0.77/24'), '10.0.0.0–10.0.0.255');
    assert.equal(text('10.0.0.77/32'), '10.0.0.77');
    assert.equal(text('10.0.0.77/31'), '10.0.0.76–10.0.0.77');
    assert.equal(text('10.0.0.77/0'), '0.0.0.0–255.255.255.255');
    assert.equal(text('fd00::77/127'), 'fd00::76–fd00::77');
  });
});
