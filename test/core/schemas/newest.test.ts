import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { SchemaStore } from '../../../server/src/core/schemas/schema-store.ts';
import { bundledStore } from './bundled-store.ts';

const HISTORY = bundledStore();
const INDEX = { providers: HISTORY.providers, kinds: HISTORY.kinds };

/** Returns the same store with the newest form of every version, as the build writes it. */
function withNewest(load: (group: string, kind: string) => string | undefined): SchemaStore {
  return new SchemaStore({
    index: INDEX,
    load,
    loadNewest: (group, kind, version) => JSON.stringify(HISTORY.newest(group, kind, version)),
  });
}

describe('the newest of a version', () => {
  it('equals the complete history for its releases, and the history is used for the others', () => {
    const store = withNewest((group, kind) => readFileSync(`schemas/${group}/${kind}.json`, 'utf8'));
    let versions = 0;
    for (const { group, kind, served } of HISTORY.kinds)
      for (const version of Object.keys(served)) {
        versions++;
        for (const release of HISTORY.providerOf(group, kind)?.releases ?? [])
          assert.deepEqual(
            store.version(group, kind, version, release),
            HISTORY.version(group, kind, version, release),
            `${group}/${version} ${kind} ${release}`,
          );
      }
    assert.ok(versions > 100, `${versions}`);
  });

  it('is sufficient for the newest releases that have the version', () => {
    const store = withNewest(() => assert.fail('the history was read'));
    for (const { group, kind, served } of HISTORY.kinds)
      for (const version of Object.keys(served)) {
        const release = HISTORY.releasesServing(group, kind, version).at(-1) ?? '';
        const newest = HISTORY.newest(group, kind, version);
        // A version that its last releases have but do not serve is validated by older ones.
        if (newest?.is.served) assert.ok(store.version(group, kind, version, release)?.served, `${kind} ${version}`);
      }
  });

  it('is undefined for an unknown version', () => {
    const [first] = HISTORY.kinds;
    assert.equal(HISTORY.newest(first?.group ?? '', first?.kind ?? '', 'v9'), undefined);
    assert.equal(HISTORY.newest('unknown.example', 'Nothing', 'v1'), undefined);
  });
});
