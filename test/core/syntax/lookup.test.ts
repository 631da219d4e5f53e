import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  childOf,
  entryOf,
  type NodePath,
  nodeAt,
  pathAtOffset,
  pathText,
  scalarAt,
} from '../../../server/src/core/syntax/lookup.ts';
import { parseDocument } from '../../../server/src/core/syntax/parse-document.ts';
import { readFixture } from '../../support/fixture.ts';

function rootOf(text: string) {
  const { root } = parseDocument(text);
  assert.ok(root);
  return root;
}

describe('entryOf', () => {
  const cases: readonly { name: string; text: string; value: string | undefined }[] = [
    { name: 'the only entry of a key', text: 'a: 1\n', value: '1' },
    { name: 'the last of a key that is repeated', text: 'a: 1\nb: 2\na: 3\n', value: '3' },
    { name: 'the last of a key that is repeated in braces', text: '{a: 1, a: 2}\n', value: '2' },
    { name: 'a quoted key', text: '"a": 1\n', value: '1' },
    { name: 'no other key', text: 'b: 1\naa: 2\n', value: undefined },
    { name: 'no key of a nested map', text: 'b:\n  a: 1\n', value: undefined },
    { name: 'no key of a list', text: '- a: 1\n', value: undefined },
    { name: 'a merged key', text: 'x: &x {a: 1}\n<<: *x\n', value: '1' },
    { name: 'a written key after a merged one', text: 'x: &x {a: 1}\n<<: *x\na: 2\n', value: '2' },
    { name: 'a merged key after a written one', text: 'a: 2\nx: &x {a: 1}\n<<: *x\n', value: '1' },
    { name: 'a key of a map that is merged into a merged map', text: '<<: {<<: {a: 1}}\n', value: '1' },
    { name: 'the first of several merged maps', text: '<<: [{b: 0}, {a: 1}, {a: 2}]\n', value: '1' },
    { name: 'no key of a quoted merge key', text: '"<<": {a: 1}\n', value: undefined },
    { name: 'no key of a merge key with a string tag', text: '!!str <<: {a: 1}\n', value: undefined },
  ];
  for (const { name, text, value } of cases)
    it(name, () => {
      const found = entryOf(rootOf(text), 'a')?.value;
      assert.equal(found?.kind === 'scalar' ? found.text : undefined, value);
    });

  it('returns the last of duplicate keys', () => {
    const { files, marks } = readFixture('name: a\nname: b\n#     ^ read\n');
    assert.deepEqual(childOf(rootOf(files[0]?.text ?? ''), 'name')?.span, {
      start: marks[0]?.start,
      end: marks[0]?.end,
    });
  });
});

describe('nodeAt and scalarAt', () => {
  const root = rootOf('spec:\n  pools:\n  - start: 10.0.0.1\n  - end:\n');
  const cases: readonly { path: NodePath; kind: string | undefined; scalar: string | undefined }[] = [
    { path: [], kind: 'map', scalar: undefined },
    { path: ['spec', 'pools'], kind: 'sequence', scalar: undefined },
    { path: ['spec', 'pools', 0, 'start'], kind: 'scalar', scalar: '10.0.0.1' },
    { path: ['spec', 'pools', 1, 'end'], kind: 'scalar', scalar: undefined },
    { path: ['spec', 'pools', 2], kind: undefined, scalar: undefined },
    { path: ['spec', 'pools', -1], kind: undefined, scalar: undefined },
    { path: ['spec', 'pools', '0'], kind: undefined, scalar: undefined },
    { path: ['spec', 0], kind: undefined, scalar: undefined },
    { path: ['metadata', 'name'], kind: undefined, scalar: undefined },
  ];
  for (const { path, kind, scalar } of cases)
    it(`at ${pathText(path) || 'the root'}`, () => {
      assert.equal(nodeAt(root, path)?.kind, kind);
      assert.equal(scalarAt(root, path)?.text, scalar);
    });
});

describe('pathAtOffset', () => {
  const cases: readonly { fixture: string; path: string }[] = [
    { fixture: 'spec:\n  po█rt: 6443\n', path: 'spec.port' },
    { fixture: 'spec:\n  port: 64█43\n', path: 'spec.port' },
    { fixture: 'spec:\n  port: 6443█\n', path: 'spec.port' },
    { fixture: 'sp█ec:\n  port: 6443\n', path: 'spec' },
    { fixture: 'spec:\n  pools:\n  - start: 1\n  - st█art: 2\n', path: 'spec.pools[1].start' },
    { fixture: 'a: 1\n█\nb: 2\n', path: '' },
  ];
  for (const { fixture, path } of cases)
    it(JSON.stringify(fixture), () => {
      const { files, cursor } = readFixture(fixture);
      assert.equal(pathText(pathAtOffset(rootOf(files[0]?.text ?? ''), cursor?.offset ?? -1)), path);
    });
});

describe('pathText', () => {
  const cases: readonly (readonly [path: NodePath, text: string])[] = [
    [[], ''],
    [['spec', 'pools', 0, 'start'], 'spec.pools[0].start'],
    [['metadata', 'annotations', 'cluster.x-k8s.io/paused'], 'metadata.annotations["cluster.x-k8s.io/paused"]'],
    [['a[0]'], '["a[0]"]'],
    [[0, 'path'], '[0].path'],
  ];
  for (const [path, text] of cases) it(text || 'the root', () => assert.equal(pathText(path), text));
});
