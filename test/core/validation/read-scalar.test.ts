import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseDocument } from '../../../server/src/core/syntax/parse-document.ts';
import { readKey, readScalar } from '../../../server/src/core/syntax/read-scalar.ts';

/** Returns the type and value of `key: <text>`. */
function read(text: string): string {
  const { root } = parseDocument(`key: ${text}\n`);
  const value = root?.kind === 'map' ? root.entries[0]?.value : undefined;
  if (value?.kind !== 'scalar') return 'no scalar';
  const scalar = readScalar(value);
  return 'value' in scalar ? `${scalar.type} ${scalar.value}` : scalar.type;
}

const CASES: Readonly<Record<string, readonly string[]>> = {
  'boolean true': ['true', 'True', 'TRUE', 'yes', 'Yes', 'on', 'ON', 'y', 'Y', '!!bool "true"'],
  'boolean false': ['false', 'no', 'off', 'n', 'N'],
  null: ['', '~', 'null', 'Null', 'NULL', '# nothing', '&anchor'],
  'integer 10': ['012', '0o12', '0xa', '0XA', '0b1010', '+10', '1_0', '10.0', '1e1', '1E1', '!!int "10"'],
  'integer 8': ['08', '8.'],
  'number 1.3': ['1.30'],
  'number 0.5': ['.5', '5e-1'],
  'string 12:30:45': ['12:30:45', '"12:30:45"'],
  'string 2024-01-15': ['2024-01-15', '!!timestamp 2024-01-15'],
  'string tRUE': ['tRUE'],
  'string 1e400': ['1e400'],
  'string test': ['test', '!!binary dGVzdA=='],
  'string ä': ['!!binary w6Q='],
  'string 5': ['"5"', "'5'", '!!str 5', '! 5', '!custom 5'],
  unreadable: ['.inf', '-.Inf', '.nan', '.NaN'],
};

describe('a scalar, as Kubernetes reads YAML', () => {
  for (const [expected, texts] of Object.entries(CASES))
    it(`is ${expected} when written ${texts.join('  ')}`, () => {
      for (const text of texts) assert.equal(read(text), expected, text);
    });

  it('is text as a key', () => {
    const key = (text: string) => {
      const { root } = parseDocument(`${text}: a\n`);
      const node = root?.kind === 'map' ? root.entries[0]?.key : undefined;
      return node?.kind === 'scalar' ? readKey(node) : undefined;
    };
    assert.deepEqual(['1', 'true', 'on', '012', '2024-01-15', '~'].map(key), [
      '1',
      'true',
      'true',
      '10',
      '2024-01-15',
      undefined,
    ]);
  });
});
