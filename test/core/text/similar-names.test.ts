import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { editDistance } from '../../../server/src/core/text/edit-distance.ts';
import { nearestTo, SimilarNames } from '../../../server/src/core/text/similar-names.ts';

describe('nearestTo', () => {
  const cases: readonly { name: string; text: string; candidates: readonly string[]; expected: readonly string[] }[] = [
    { name: 'one letter of three may differ', text: 'prt', candidates: ['port'], expected: ['port'] },
    { name: 'two letters of three may not', text: 'pxx', candidates: ['port', 'pot'], expected: [] },
    { name: 'one letter of a shorter text may differ', text: 'ip', candidates: ['id', 'vip'], expected: ['id', 'vip'] },
    { name: 'one letter of five may differ', text: 'abcde', candidates: ['abcdx', 'abcxx'], expected: ['abcdx'] },
    { name: 'two letters of six may differ', text: 'abcdef', candidates: ['abcdxx', 'abcxxx'], expected: ['abcdxx'] },
    {
      name: 'two letters of eight may differ',
      text: 'abcdefgh',
      candidates: ['abcdefxx', 'abcdexxx'],
      expected: ['abcdefxx'],
    },
    {
      name: 'three letters of nine may differ',
      text: 'abcdefghi',
      candidates: ['abcdefxxx', 'abcdexxxx'],
      expected: ['abcdefxxx'],
    },
    {
      name: 'never more than three letters',
      text: 'abcdefghijklmno',
      candidates: ['abcdefghijklxxx', 'abcdefghijkxxxx'],
      expected: ['abcdefghijklxxx'],
    },
    {
      name: 'three letters may be missing at the end',
      text: 'serviceAddress',
      candidates: ['serviceAddr', 'serviceAdd'],
      expected: ['serviceAddr'],
    },
    {
      name: 'nearest first, then by name, each once',
      text: 'gateway',
      candidates: ['gatewax', 'getaway', 'gatewaa', 'gatewax'],
      expected: ['gatewaa', 'gatewax', 'getaway'],
    },
    { name: 'case does not differ', text: 'clusterNAME', candidates: ['clusterName'], expected: ['clusterName'] },
    { name: 'the text itself is not a candidate', text: 'port', candidates: ['port', 'ports'], expected: ['ports'] },
  ];
  for (const { name, text, candidates, expected } of cases)
    it(name, () => assert.deepEqual(nearestTo(text, candidates), expected));

  it('finds every name within the distance, up to 10', () => {
    const name = fc.stringMatching(/^[a-e-]{1,9}$/);
    fc.assert(
      fc.property(name, fc.array(name, { maxLength: 10 }), (text, names) => {
        const limit = Math.min(3, Math.max(1, Math.floor(text.length / 3)));
        const expected = [...new Set(names)].filter((each) => each !== text && editDistance(text, each) <= limit);
        assert.deepEqual([...nearestTo(text, names)].sort(), expected.sort());
      }),
    );
  });

  it('finds the nearest of many similar names', () => {
    const names = Array.from({ length: 5_000 }, (_, at) => `host-${String(at).padStart(4, '0')}-${at % 7}`);
    const similar = new SimilarNames(names);
    assert.equal(similar.nearestTo('host-1234-22')[0], 'host-1234-2');
    assert.equal(similar.nearestTo('hots-1234-2')[0], 'host-1234-2');
    assert.equal(similar.nearestTo('host-1234-22').length, 10);
  });
});
