import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { BundleIndex } from '../../server/src/core/index.ts';

describe('README.md', () => {
  it('has the number of releases in the bundle', () => {
    const { providers } = JSON.parse(readFileSync('schemas/index.json', 'utf8')) as BundleIndex;
    const count = providers.reduce((sum, { releases }) => sum + releases.length, 0);
    assert.match(readFileSync('README.md', 'utf8'), new RegExp(`\\b${count} releases of Cluster API\\b`));
  });
});
