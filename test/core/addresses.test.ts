import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addressText,
  networkAround,
  overlap,
  parseAddress,
  parseNetwork,
  prefixAround,
  rangeText,
} from '../../server/src/core/addresses/addresses.ts';

const address = fc.oneof(
  fc.ipV4(),
  fc.ipV6().filter((text) => !text.includes('.')),
);

describe('addresses', () => {
  it('are formatted in the short form', () => {
    for (const text of ['10.0.0.1', '255.255.255.255', '0.0.0.0', 'fd55::1', '::', '2001:db8::ff00:42:8329'])
      assert.equal(addressText(parseAddress(text) ?? { family: 4, value: -1n }), text);
    fc.assert(
      fc.property(address, (text) => {
        const parsed = parseAddress(text);
        assert.ok(parsed);
        assert.deepEqual(parseAddress(addressText(parsed)), parsed);
      }),
    );
  });

  it('are not accepted in forms that Go rejects', () => {
    for (const text of ['010.0.0.1', '10.0.1', '10.0.0.256', 'fe80::1%eth0', '::ffff:10.0.0.1', 'host', ''])
      assert.equal(parseAddress(text), undefined);
  });

  it('are in the network of each of their prefixes', () => {
    assert.equal(
      rangeText(parseNetwork('192.168.111.20/24') ?? { family: 4, first: 0n, last: 0n }),
      '192.168.111.0–192.168.111.255',
    );
    fc.assert(
      fc.property(address, fc.nat(128), (text, length) => {
        const parsed = parseAddress(text);
        assert.ok(parsed);
        const network = networkAround(parsed, Math.min(length, parsed.family === 4 ? 32 : 128));
        assert.ok(network.first <= parsed.value && parsed.value <= network.last);
        assert.ok(prefixAround(network) >= Math.min(length, parsed.family === 4 ? 32 : 128));
        assert.deepEqual(overlap(network, network), network);
      }),
    );
  });
});
