import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { portOf } from '../../../server/src/core/objects/port.ts';
import { nodeAt } from '../../../server/src/core/syntax/lookup.ts';
import { parseDocument } from '../../../server/src/core/syntax/parse-document.ts';

describe('portOf', () => {
  const cases: readonly (readonly [yaml: string, port: number | string])[] = [
    ['6443', 6443],
    ['1', 1],
    ['65535', 65535],
    ['70000', 70000],
    ['0', 'unset'],
    ['', 'unset'],
    ['null', 'unset'],
    ['~', 'unset'],
    ['"6443"', 'unknowable'],
    ["'0'", 'unknowable'],
    ['06443', 'unknowable'],
    ['0x1A', 'unknowable'],
    ['6_443', 'unknowable'],
    ['6443.0', 'unknowable'],
    ['-1', 'unknowable'],
    ['!!int 6443', 'unknowable'],
    ['${PORT}', 'unknowable'],
    ['[6443]', 'unknowable'],
    ['12345678901', 'unknowable'],
  ];
  for (const [yaml, expected] of cases)
    it(`${yaml || 'a key without a value'} is ${expected}`, () => {
      const { root } = parseDocument(`port: ${yaml}\n`);
      assert.equal(portOf(nodeAt(root, ['port'])), expected);
    });

  it('a missing field is unset', () => assert.equal(portOf(undefined), 'unset'));
});
