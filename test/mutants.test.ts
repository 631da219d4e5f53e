import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { globSync } from 'tinyglobby';
import { MUTANTS } from './mutants.mjs';

const sources = globSync('server/src/**/*.ts').map((path) => readFileSync(path, 'utf8'));
const tests = globSync('test/**/*.test.ts', { ignore: ['test/editor/**'] });

describe('the mutants of test/mutants.mjs', () => {
  for (const { name, from, to, tests: parts } of MUTANTS)
    it(`can run: ${name}`, () => {
      assert.equal(
        sources.reduce((count, text) => count + text.split(from).length - 1, 0),
        1,
        from,
      );
      assert.notEqual(from, to);
      assert.deepEqual(
        parts.filter((part) => !tests.some((path) => path.includes(part))),
        [],
      );
    });
});
