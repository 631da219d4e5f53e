import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DependencyIndex } from '../../../server/src/core/dependencies/dependency-index.ts';
import { indexKey, ObjectIndex } from '../../../server/src/core/index/object-index.ts';
import { manifestFile, type Resource, resourceOf } from '../../../server/src/core/index.ts';
import { REGISTRY } from '../../../server/src/providers/index.ts';

const KIND = { group: 'cluster.x-k8s.io', kind: 'Cluster' };
const FOLDER = 'file:///w/a/';

function cluster(uri: string): Resource {
  const text = 'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: {name: edge, namespace: x}\n';
  const [document] = manifestFile(uri, text).documents;
  const resource = document && resourceOf(uri, document, REGISTRY.model);
  assert.ok(resource);
  return resource;
}

/** Returns the keys that a change reports. */
function keysOf(change: (touched: (key: string) => void) => void): readonly string[] {
  const keys: string[] = [];
  change((key) => keys.push(key));
  return keys;
}

describe('ObjectIndex.keyOfSeveral', () => {
  it('is reported for the first two additions and the last two removals in a folder only', () => {
    const index = new ObjectIndex();
    const key = index.keyOfSeveral(indexKey.namedIn(KIND, 'edge', 'x'), FOLDER);
    const objects = ['1', '2', 'b/3', '4'].map((name) => cluster(`${FOLDER}${name}.yaml`));
    const added = objects.map((each) => keysOf((touched) => index.add(each, touched)).includes(key));
    assert.deepEqual(added, [true, true, false, false]);
    const removed = objects.map((each) => keysOf((touched) => index.remove(each, touched)).includes(key));
    assert.deepEqual(removed, [false, false, true, true]);
  });

  it('is not reported for objects outside of the folder', () => {
    const index = new ObjectIndex();
    const key = index.keyOfSeveral(indexKey.namedIn(KIND, 'edge', 'x'), FOLDER);
    const other = cluster('file:///w/ab/1.yaml');
    assert.ok(!keysOf((touched) => index.add(other, touched)).includes(key));
    assert.ok(!keysOf((touched) => index.remove(other, touched)).includes(key));
  });
});

describe('ObjectIndex.keyWithin', () => {
  it('is reported for each object below the folder, and for no other', () => {
    const index = new ObjectIndex();
    const key = index.keyWithin(indexKey.named(KIND, 'edge'), FOLDER);
    const uris = [`${FOLDER}1.yaml`, `${FOLDER}2.yaml`, `${FOLDER}b/3.yaml`, 'file:///w/1.yaml', 'file:///w/ab/1.yaml'];
    const reported = uris.map((uri) => keysOf((touched) => index.add(cluster(uri), touched)).includes(key));
    assert.deepEqual(reported, [true, true, true, false, false]);
  });
});

describe('ObjectIndex.hashesOf', () => {
  const named = indexKey.namedIn(KIND, 'edge', 'x');
  /** Returns whether something that depends on a key depends on the objects of a file. */
  const isDependent = (key: string, uri: string) => {
    const [index, dependencies, dependent] = [new ObjectIndex(), new DependencyIndex(), cluster('file:///w/z.yaml')];
    const added = cluster(uri);
    index.add(added, () => {});
    dependencies.add(new Set([key]), dependent);
    return dependencies.dependentsOnFile(uri, index.hashesOf(added)).has(dependent);
  };

  it('finds what depends on each key that an addition reports', () => {
    const index = new ObjectIndex();
    const uri = `${FOLDER}b/1.yaml`;
    const folders = [uri, `${FOLDER}b/`, FOLDER, 'file:///w/', 'file:///'];
    for (const folder of folders) index.keyWithin(named, folder);
    for (const folder of [...folders, '']) index.keyOfSeveral(named, folder);
    const keys = keysOf((touched) => index.add(cluster(uri), touched));
    assert.ok(keys.length > 12);
    for (const key of keys) assert.ok(isDependent(key, uri), key);
  });

  it('finds nothing that depends on objects elsewhere', () => {
    const index = new ObjectIndex();
    for (const key of [
      index.keyWithin(named, FOLDER),
      index.keyOfSeveral(named, FOLDER),
      indexKey.in({ kind: KIND, container: FOLDER, namespace: 'x' }),
      indexKey.namedIn(KIND, 'edge', 'y'),
    ])
      for (const uri of ['file:///w/1.yaml', 'file:///w/ab/1.yaml']) assert.ok(!isDependent(key, uri), key);
  });
});

describe('ObjectIndex.countOpaque', () => {
  it('applies to the file and its folder, but not to parent folders', () => {
    const index = new ObjectIndex();
    const containers = [`${FOLDER}1.yaml`, FOLDER, `${FOLDER}2.yaml`, 'file:///w/', `${FOLDER}b/`];
    const opaque = () => containers.map((container) => index.hasOpaque(indexKey.opaqueIn(container)));
    const keys = keysOf((touched) => index.countOpaque(`${FOLDER}1.yaml`, 1, touched));
    assert.deepEqual(keys, [`${FOLDER}1.yaml`, FOLDER].map(indexKey.opaqueIn));
    assert.deepEqual(opaque(), [true, true, false, false, false]);
    index.countOpaque(`${FOLDER}2.yaml`, 1, () => {});
    index.countOpaque(`${FOLDER}1.yaml`, -1, () => {});
    assert.deepEqual(opaque(), [false, true, true, false, false]);
    index.countOpaque(`${FOLDER}2.yaml`, -1, () => {});
    assert.deepEqual(opaque(), [false, false, false, false, false]);
  });
});
