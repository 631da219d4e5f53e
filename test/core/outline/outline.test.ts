import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import {
  findObjects,
  hintsOf,
  type OutlineItem,
  outlineOf,
  referenceCount,
  showsSections,
  Workspace,
} from '../../../server/src/core/index.ts';
import { REGISTRY } from '../../../server/src/providers/index.ts';
import { corpusFiles, sharedIsMissing } from '../../support/shared.ts';

function read(text: string): Workspace {
  const workspace = new Workspace({ registry: REGISTRY, rules: [] });
  workspace.apply([{ uri: 'file:///a.yaml', text }]);
  return workspace;
}

function outlined(workspace: Workspace, uri = 'file:///a.yaml') {
  const file = workspace.files.get(uri);
  assert.ok(file);
  const withSections = showsSections(file);
  return file.documents.flatMap((document) =>
    workspace.resourcesIn(document).map((resource) => ({ item: outlineOf(resource, withSections) })),
  );
}

/** Labels, indented by level. */
function lines(items: readonly OutlineItem[], depth = 0): readonly string[] {
  return items.flatMap(({ label, children }) => ['  '.repeat(depth) + label, ...lines(children, depth + 1)]);
}

const EXAMPLE = readFileSync('examples/correct/cluster.yaml', 'utf8');

const POOL = `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata: {name: pool, namespace: metal3}
spec:
  clusterName: test1
  pools:
    - start: 10.0.0.10
      end: 10.0.0.19
    - {start: 10.0.1.10, end: 10.0.1.19}
  prefix: 24
`;

describe('the outline', () => {
  it('contains each object and its non-empty sections', () => {
    assert.deepEqual(
      outlined(read(POOL)).map(({ item }) => lines([item])),
      [['IPPool pool (metal3)', '  metadata', '  spec', '    pools', '      10.0.0.10', '      10.0.1.10']],
    );
    assert.deepEqual(
      outlined(read(EXAMPLE))
        .map(({ item }) => item.label)
        .slice(0, 3),
      ['Cluster test1 (metal3)', 'Metal3Cluster test1 (metal3)', 'IPPool provisioning-pool (metal3)'],
    );
  });

  it('lists only the objects in a very large file', () => {
    const items = outlined(read(Array.from({ length: 400 }, () => POOL).join('---\n')));
    assert.equal(items.length, 400);
    assert.ok(items.every(({ item }) => item.children.length === 0));
  });

  const nests = (item: OutlineItem, outer = item): void => {
    assert.ok(outer.span.start <= item.span.start && item.span.end <= outer.span.end, item.label);
    assert.ok(item.span.start <= item.name.start && item.name.end <= item.span.end, item.label);
    assert.notEqual(item.label, '');
    for (const child of item.children) nests(child, item);
  };

  it('has nested spans, with names inside of them, in truncated text', () => {
    for (let end = 0; end < EXAMPLE.length; end += 37)
      for (const { item } of outlined(read(EXAMPLE.slice(0, end)))) nests(item);
  });

  it('does the same in the corpus', { skip: sharedIsMissing }, () => {
    for (const { uri, text } of corpusFiles()) {
      const workspace = new Workspace({ registry: REGISTRY, rules: [] });
      workspace.apply([{ uri, text }]);
      for (const { item } of outlined(workspace, uri)) nests(item);
    }
  });
});

describe('finding objects', () => {
  const find = (query: string) =>
    findObjects(read(EXAMPLE).resources(), query).map(({ kind, name }) => `${kind} ${name}`);

  it('searches kind, name and namespace, best match first', () => {
    assert.equal(find('capi-q')[0], 'KamajiControlPlane capi-quickstart-metal3');
    assert.deepEqual(find('ippool prov'), ['IPPool provisioning-pool']);
    assert.deepEqual(find('kjcq'), ['KamajiControlPlane capi-quickstart-metal3']);
    assert.equal(find('').length, read(EXAMPLE).resourceCount);
    assert.equal(find('metal3').length, read(EXAMPLE).resourceCount);
    assert.deepEqual(find('nothing-of-that-name'), []);
  });
});

describe('the note above an object', () => {
  it('counts references, or the objects of a root', () => {
    const [pool] = [...read(POOL).resources()];
    assert.ok(pool);
    assert.equal(referenceCount(pool, [{}, {}, {}]), '3 references');
    assert.equal(referenceCount(pool, [{}]), '1 reference');
    const cluster = [...read(EXAMPLE).resources()].find(({ kind }) => kind === 'Metal3Cluster');
    assert.ok(cluster);
    assert.equal(referenceCount(cluster, []), '0 references');
    const root = [...read(EXAMPLE).resources()].find(({ kind }) => kind === 'Cluster');
    assert.ok(root);
    const [one, two] = [{}, {}];
    assert.equal(referenceCount(root, [one, one, two]), '2 objects');
    assert.equal(referenceCount(root, [one]), '1 object');
    assert.equal(referenceCount(root, []), '0 objects');
    const [secret] = [...read('apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: a}\n').resources()];
    assert.ok(secret);
    assert.equal(referenceCount(secret, []), undefined);
  });
});

describe('hints', () => {
  /** The text with its hints in place, in angle quotes. */
  const hinted = (text: string) => {
    const workspace = read(text);
    const file = workspace.files.get('file:///a.yaml');
    const hints = [...workspace.resources()].flatMap((resource) => {
      const start = file?.offsets[file.documents.indexOf(resource.document)] ?? 0;
      return hintsOf(resource, workspace).map(({ offset, label }) => ({ at: start + offset, label }));
    });
    return hints
      .sort((a, b) => b.at - a.at)
      .reduce((result, { at, label }) => `${result.slice(0, at)} «${label}»${result.slice(at)}`, text);
  };

  it('show the size of a pool', () => {
    assert.ok(hinted(POOL).includes('  pools: «= 20 addresses»\n'));
    assert.equal(hinted(POOL.replace('10.0.1.19', '${END}')).includes('«'), false);
  });

  it('show the default port, and the endpoints of the objects that a Cluster refers to', () => {
    const text = hinted(EXAMPLE.replace('    apiServerPort: 6443\n', ''));
    assert.ok(text.includes('clusterNetwork: «→ apiServerPort 6443 (default)»\n'), text.slice(0, 1200));
    assert.ok(text.includes('name: capi-quickstart-metal3 «→ 172.18.255.200'), text.slice(0, 1200));
    assert.ok(text.includes('name: test1 «→ 172.18.255.200:6443»\n'));
    assert.equal(hinted(EXAMPLE).includes('apiServerPort 6443'), false);
  });
});
