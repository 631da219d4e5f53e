import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { manifestFile, type Resource, resourceOf } from '../../../server/src/core/index.ts';
import {
  fileAt,
  hasUnknownObjects,
  includedPathsOf,
  isRemote,
  kustomizePatchesOf,
  patchFilesOf,
} from '../../../server/src/core/objects/kustomization.ts';
import { EMPTY_MODEL } from '../../../server/src/core/objects/object-model.ts';

function kustomization(text: string): Resource {
  const uri = 'file:///w/overlays/lab/kustomization.yaml';
  const [document] = manifestFile(uri, text).documents;
  const resource = document && resourceOf(uri, document, EMPTY_MODEL);
  assert.ok(resource, text);
  return resource;
}

describe('fileAt', () => {
  const cases: readonly (readonly [path: string, uri: string])[] = [
    ['a.yaml', 'file:///w/lab/a.yaml'],
    ['./a.yaml', 'file:///w/lab/a.yaml'],
    ['../base', 'file:///w/base'],
    ['../base/', 'file:///w/base'],
    ['../../w/./base/a.yaml', 'file:///w/base/a.yaml'],
    ['a b.yaml', 'file:///w/lab/a%20b.yaml'],
  ];
  for (const [path, uri] of cases) it(path, () => assert.equal(fileAt('file:///w/lab/kustomization.yaml', path), uri));
});

describe('isRemote', () => {
  it('is true for remote resources', () => {
    const fetched = [
      'https://example.com/a.yaml',
      'git@example.com:a/b',
      'github.com/a/b',
      'example.com/a//b',
      'a?ref=v1',
    ];
    assert.deepEqual(
      fetched.filter((path) => !isRemote(path)),
      [],
    );
  });

  it('is false for paths', () => {
    const paths = ['../base', 'a.yaml', './a/b', 'mygithub.com/a', 'a-ref=v1'];
    assert.deepEqual(paths.filter(isRemote), []);
  });
});

describe('a kustomization', () => {
  it('includes resources, bases and components, but not remote ones', () => {
    const text =
      'resources: [../../base, https://example.com/x]\nbases: [../old]\ncomponents: [../../c]\ncrds: [d.yaml]\n';
    assert.deepEqual([...includedPathsOf(kustomization(text))].sort(), [
      'file:///w/base',
      'file:///w/c',
      'file:///w/overlays/old',
    ]);
  });

  it('is recognized by its file name, without apiVersion and kind', () =>
    assert.equal(kustomization('resources: []\n').kind, 'Kustomization'));

  it('has unknown objects if it has remote or generated ones', () => {
    const open = ['generators: [a.yaml]', 'helmCharts: [{name: a}]', 'replacements: []', 'resources: ["https://a/b"]'];
    const closed = ['resources: [a.yaml]', 'namePrefix: a-', 'patches: [{path: a.yaml}]', 'images: []'];
    assert.deepEqual(
      open.filter((text) => !hasUnknownObjects(kustomization(`${text}\n`))),
      [],
    );
    assert.deepEqual(
      closed.filter((text) => hasUnknownObjects(kustomization(`${text}\n`))),
      [],
    );
  });

  it('has patches from files and inline, with their targets, in the order of kustomize', () => {
    const resource = kustomization(`patches:
- path: a.yaml
- target: {kind: Cluster}
  patch: |-
    - {op: remove, path: /spec/paused}
patchesJson6902:
- {path: ../b.json, target: {kind: Cluster, name: edge}}
patchesStrategicMerge:
- c.yaml
- |-
  kind: Cluster
`);
    const found = kustomizePatchesOf(resource).map(({ file, inline, target }) => [
      file?.slice('file:///w/overlays/'.length) ?? 'text',
      inline?.length ?? 0,
      target !== undefined,
    ]);
    assert.deepEqual(found, [
      ['lab/c.yaml', 0, false],
      ['text', 1, false],
      ['lab/a.yaml', 0, false],
      ['text', 1, true],
      ['b.json', 0, true],
    ]);
    assert.equal(patchFilesOf(resource).length, 3);
  });
});
