import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ContainerQuery } from '../../../server/src/core/index/container-index.ts';
import { indexKey, ObjectIndex } from '../../../server/src/core/index/object-index.ts';
import { manifestFile, type Resource, resourceOf } from '../../../server/src/core/index.ts';
import { REGISTRY } from '../../../server/src/providers/index.ts';

const POOL = { group: 'ipam.metal3.io', kind: 'IPPool' };
const FOLDER = 'file:///w/';

interface Written {
  readonly file: string;
  readonly namespace: string;
  readonly prefix: string;
}

const word = fc.constantFrom('a', 'b');
const objects = fc.array(fc.record({ file: word, namespace: word, prefix: word }), { minLength: 1, maxLength: 40 });

function pool({ file, namespace, prefix }: Written): Resource {
  const text = `apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata: {name: x, namespace: ${namespace}}\nspec: {namePrefix: ${prefix}}\n`;
  const uri = `${FOLDER}${file}.yaml`;
  const [document] = manifestFile(uri, text).documents;
  const resource = document && resourceOf(uri, document, REGISTRY.model);
  assert.ok(resource);
  return resource;
}

describe('ObjectIndex.resourcesIn', () => {
  it('returns the same for few objects, which are scanned, as for many, which have keys', () => {
    const property = fc.property(objects, fc.array(fc.nat()), (all, removed) => {
      const index = new ObjectIndex();
      const left = new Map(all.map((each) => [pool(each), each]));
      for (const resource of left.keys()) index.add(resource, () => {});
      for (const round of [0, 1]) {
        for (const container of [FOLDER, `${FOLDER}a.yaml`])
          for (const facet of [undefined, { name: 'prefix', value: 'a' }])
            for (const namespace of [undefined, 'b']) {
              const query: ContainerQuery = { kind: POOL, container, facet, ...(namespace ? { namespace } : {}) };
              const expected = [...left].filter(
                ([{ uri }, each]) =>
                  uri.startsWith(container) &&
                  (!facet || each.prefix === facet.value) &&
                  (!namespace || each.namespace === namespace),
              );
              assert.deepEqual(
                index.resourcesIn(query),
                expected.map(([resource]) => resource),
                `${indexKey.in(query)} ${round}`,
              );
            }
        for (const position of removed) {
          const resource = [...left.keys()][position % Math.max(1, left.size)];
          if (!resource) continue;
          index.remove(resource, () => {});
          left.delete(resource);
        }
      }
    });
    fc.assert(property, { numRuns: 50 });
  });

  it('touches the key of every earlier query that a new object matches', () => {
    const index = new ObjectIndex();
    const touched = new Set<string>();
    const facet = { name: 'prefix', value: 'a' };
    const containers = [FOLDER, `${FOLDER}a.yaml`];
    for (const container of containers) index.resourcesIn({ kind: POOL, container, facet });
    index.add(pool({ file: 'a', namespace: 'b', prefix: 'a' }), (key) => touched.add(key));
    for (const container of containers)
      for (const query of [{}, { namespace: 'b' }, { facet }, { facet, namespace: 'b' }])
        assert.ok(touched.has(indexKey.in({ kind: POOL, container, ...query })));
  });
});
