import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import {
  bundleProvider,
  type KindHistory,
  kindPath,
  type ReleaseFacts,
} from '../../../server/src/core/schemas/bundle.ts';
import { atRelease, isObject } from '../../../server/src/core/schemas/history.ts';
import { importCrd, type KindFacts } from '../../../server/src/core/schemas/import-crd.ts';
import type { JsonValue } from '../../../server/src/core/schemas/structural-schema.ts';
import { bundledStore } from './bundled-store.ts';

// all-crds.test.ts compares the bundle with the CRDs of every release if those are available. This test needs only the
// bundle: importing the CRDs that it represents must reproduce its files byte by byte.

const store = bundledStore();
type Json = { readonly [key: string]: JsonValue };

describe('the CRDs that the bundle represents', () => {
  for (const { name, releases } of store.providers)
    it(`of ${name} reproduce its files byte by byte`, () => {
      const files = new Map(
        store.kinds
          .filter(({ provider }) => provider === name)
          .map((entry) => [kindPath(entry), readFileSync(`schemas/${kindPath(entry)}`, 'utf8')]),
      );
      const histories = [...files.values()].map((text) => JSON.parse(text) as KindHistory);
      const facts = releases.map((release): ReleaseFacts => {
        const crds = histories.flatMap((history) => crdAt(history, release, releases) ?? []);
        return { release, kinds: crds.map(imported) };
      });
      const again = bundleProvider(name, facts);
      assert.deepEqual(again.kinds.map(kindPath).sort(), [...files.keys()].sort());
      for (const kind of again.kinds)
        assert.equal(`${JSON.stringify(kind, undefined, 1)}\n`, files.get(kindPath(kind)), kindPath(kind));
      const entries = store.kinds.filter(({ provider }) => provider === name);
      assert.deepEqual(
        again.entries.toSorted((a, b) => (kindPath(a) < kindPath(b) ? -1 : 1)),
        entries.toSorted((a, b) => (kindPath(a) < kindPath(b) ? -1 : 1)),
      );
    });
});

function imported(crd: JsonValue): KindFacts {
  const facts = importCrd(crd, { keepDescriptions: false });
  assert.ok(facts);
  return facts;
}

/**
 * Returns the CRD of a kind in a release, with descriptions in each schema; undefined if that release does not have the
 * kind.
 */
function crdAt({ group, kind, history }: KindHistory, release: string, releases: readonly string[]): Json | undefined {
  const facts = atRelease(history, release, releases);
  if (!isObject(facts)) return undefined;
  const { scope = null, names = null, versions } = facts;
  assert.ok(isObject(versions) && isObject(names));
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${String(names.plural)}.${group}` },
    spec: {
      group,
      scope,
      names: { kind, listKind: `${kind}List`, ...names },
      versions: Object.entries(versions).map(([name, version]) => {
        assert.ok(isObject(version));
        const { schema, ...flags } = version;
        return { name, ...flags, schema: { openAPIV3Schema: withProse(schema ?? {}) } };
      }),
    },
  };
}

/** Returns a schema with a description in it and in each property. */
function withProse(schema: JsonValue): JsonValue {
  if (!isObject(schema)) return schema;
  const { properties, items } = schema;
  return {
    description: 'prose',
    ...schema,
    ...(isObject(properties)
      ? { properties: Object.fromEntries(Object.entries(properties).map(([key, each]) => [key, withProse(each)])) }
      : {}),
    ...(isObject(items) ? { items: withProse(items) } : {}),
  };
}
