import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bundleProvider, kindPath } from '../../../server/src/core/schemas/bundle.ts';
import { fieldHistory } from '../../../server/src/core/schemas/field-history.ts';
import { schemaAtPath } from '../../../server/src/core/schemas/schema-at-path.ts';
import { SchemaStore } from '../../../server/src/core/schemas/schema-store.ts';
import type { JsonValue } from '../../../server/src/core/schemas/structural-schema.ts';

const RELEASES = ['v1.0.0', 'v1.1.0', 'v1.2.0', 'v1.3.0'];

function version(served: boolean, properties: readonly string[]): JsonValue {
  const fields = Object.fromEntries(properties.map((name) => [name, { type: 'string' }]));
  return { served, storage: served, schema: { type: 'object', properties: fields } };
}

/** v1alpha1 is no longer served later; v1beta1 gains a field in v1.2.0. */
const VERSIONS: readonly Readonly<Record<string, JsonValue>>[] = [
  { v1alpha1: version(true, ['a']) },
  { v1alpha1: version(true, ['a']), v1beta1: version(true, ['a', 'old']) },
  { v1alpha1: version(false, ['a']), v1beta1: version(true, ['a', 'new']) },
  { v1beta1: version(true, ['a', 'new']), v1: version(true, ['a']) },
];

function thing(versions: Readonly<Record<string, JsonValue>>) {
  const facts = { scope: 'Cluster', names: { plural: 'things', shortNames: ['th'] }, versions };
  return { group: 'example.org', kind: 'Thing', facts };
}

function storeWith(change: (text: string) => string | undefined = (text) => text) {
  const bundled = bundleProvider(
    'example',
    RELEASES.map((release, index) => ({ release, kinds: index === 0 ? [] : [thing(VERSIONS[index] ?? {})] })),
  );
  const files = new Map(bundled.kinds.map((kind) => [kindPath(kind), JSON.stringify(kind)]));
  const loaded: string[] = [];
  const store = new SchemaStore({
    index: { providers: [{ name: 'example', releases: RELEASES }], kinds: bundled.entries },
    load: (group, kind) => {
      loaded.push(kind);
      const text = files.get(kindPath({ group, kind }));
      return text === undefined ? undefined : change(text);
    },
  });
  return { store, loaded };
}

const of = ['example.org', 'Thing'] as const;

describe('the schema store', () => {
  it("lists served versions without reading the kind's file", () => {
    const { store, loaded } = storeWith();
    assert.deepEqual(store.releasesServing(...of, 'v1alpha1'), ['v1.1.0']);
    assert.deepEqual(store.releasesServing(...of, 'v1beta1'), ['v1.1.0', 'v1.2.0', 'v1.3.0']);
    assert.deepEqual(store.releasesServing(...of, 'v9'), []);
    assert.deepEqual(store.versionsServed(...of, 'v1.3.0'), ['v1', 'v1beta1']);
    assert.deepEqual(store.versionsServed(...of, 'v1.0.0'), []);
    assert.equal(store.providerOf(...of)?.name, 'example');
    assert.deepEqual(
      store.kindsOfGroup('example.org').map(({ kind }) => kind),
      ['Thing'],
    );
    assert.deepEqual(loaded, []);
  });

  it('reads the file of a kind once', () => {
    const { store, loaded } = storeWith();
    for (const release of RELEASES) store.version(...of, 'v1beta1', release);
    store.names(...of, 'v1.3.0');
    assert.deepEqual(loaded, ['Thing']);
  });

  it('distinguishes versions that are not served from missing ones', () => {
    const { store } = storeWith();
    assert.equal(store.version(...of, 'v1alpha1', 'v1.2.0')?.served, false);
    assert.equal(store.version(...of, 'v1alpha1', 'v1.3.0'), undefined);
    assert.equal(store.version(...of, 'v1alpha1', 'v1.0.0'), undefined);
  });

  it('returns the same object for releases that agree, regardless of other versions', () => {
    const { store } = storeWith();
    const [one, two, three] = RELEASES.slice(1).map((release) => store.version(...of, 'v1beta1', release));
    assert.ok(one && two && one !== two);
    assert.equal(two, three);
  });

  it('returns the names of a kind, and whether a release has it', () => {
    const { store } = storeWith();
    assert.deepEqual(store.names(...of, 'v1.1.0'), { plural: 'things', shortNames: ['th'] });
    assert.deepEqual(
      RELEASES.map((release) => store.knowsKind(...of, release)),
      [false, true, true, true],
    );
    assert.equal(store.version(...of, 'v1', 'v1.3.0')?.isNamespaced, false);
  });

  it('returns undefined for unknown releases and kinds', () => {
    const { store } = storeWith();
    assert.equal(store.version(...of, 'v1', 'v9.9.9'), undefined);
    assert.equal(store.names(...of, 'v9.9.9'), undefined);
    assert.deepEqual(store.versionsServed(...of, 'v9.9.9'), []);
    assert.equal(store.version('example.org', 'Other', 'v1', 'v1.3.0'), undefined);
    assert.equal(store.providerOf('example.org', 'constructor'), undefined);
  });

  it('tolerates missing and broken files', () => {
    for (const change of [() => undefined, () => '{"history": ', () => 'null', () => '{}'])
      assert.equal(storeWith(change).store.version(...of, 'v1', 'v1.3.0'), undefined);
  });
});

describe('the history of a field', () => {
  const place = { group: 'example.org', kind: 'Thing', version: 'v1beta1' };
  const { store } = storeWith();

  it('starts with the first release that has it', () => {
    assert.deepEqual(fieldHistory(store, { ...place, path: ['new'] }), {
      releases: ['v1.2.0', 'v1.3.0'],
      since: 'v1.2.0',
    });
  });

  it('ends with the last release that has it', () => {
    assert.deepEqual(fieldHistory(store, { ...place, path: ['old'] }), { releases: ['v1.1.0'], until: 'v1.1.0' });
  });

  it('has no bounds if all releases that serve the version have it', () => {
    assert.deepEqual(fieldHistory(store, { ...place, path: ['a'] }), { releases: ['v1.1.0', 'v1.2.0', 'v1.3.0'] });
  });

  it('is empty if no release has it', () => {
    assert.deepEqual(fieldHistory(store, { ...place, path: ['a', 'b'] }), { releases: [] });
  });
});

describe('a schema at a path', () => {
  const leaf = { type: 'string' } as const;
  const list = { type: 'array', items: { type: 'object', properties: { name: leaf } } } as const;
  const schema = { type: 'object', properties: { list, map: { type: 'object', additionalProperties: leaf } } } as const;

  it('is found through objects, maps and lists', () => {
    assert.equal(schemaAtPath(schema, []), schema);
    assert.equal(schemaAtPath(schema, ['list', 3, 'name']), leaf);
    assert.equal(schemaAtPath(schema, ['list', 'name']), leaf);
    assert.equal(schemaAtPath(schema, ['map', 'any']), leaf);
    assert.equal(schemaAtPath(schema, ['map', 0]), undefined);
    assert.equal(schemaAtPath(schema, ['constructor']), undefined);
  });
});
