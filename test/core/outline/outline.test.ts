import assert from 'node:assert/strict';
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

const CLUSTER = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: edge, namespace: metal3}
spec:
  clusterNetwork:
    apiServerPort: 6443
    services: {cidrBlocks: [10.96.0.0/12]}
  controlPlaneRef:
    apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
    kind: KamajiControlPlane
    name: plane
  infrastructureRef:
    apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
    kind: Metal3Cluster
    name: edge
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3Cluster
metadata: {name: edge, namespace: metal3}
spec:
  controlPlaneEndpoint: {host: 10.0.0.10, port: 6443}
---
apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
kind: KamajiControlPlane
metadata: {name: plane, namespace: metal3}
spec:
  version: v1.33.0
  network:
    serviceType: LoadBalancer
    serviceAddress: 10.0.0.10
`;

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
      outlined(read(CLUSTER))
        .map(({ item }) => item.label)
        .slice(0, 3),
      ['Cluster edge (metal3)', 'Metal3Cluster edge (metal3)', 'KamajiControlPlane plane (metal3)'],
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
    for (let end = 0; end < CLUSTER.length; end += 37)
      for (const { item } of outlined(read(CLUSTER.slice(0, end)))) nests(item);
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
  const OBJECTS = `${CLUSTER}---\n${POOL}`;
  const find = (query: string) =>
    findObjects(read(OBJECTS).resources(), query).map(({ kind, name }) => `${kind} ${name}`);

  it('searches kind, name and namespace, best match first', () => {
    assert.equal(find('plan')[0], 'KamajiControlPlane plane');
    assert.deepEqual(find('ippool po'), ['IPPool pool']);
    assert.deepEqual(find('kjcp'), ['KamajiControlPlane plane']);
    assert.equal(find('').length, 4);
    assert.equal(find('metal3').length, 4);
    assert.deepEqual(find('nothing-of-that-name'), []);
  });
});

describe('the note above an object', () => {
  it('counts references, or the objects of a root', () => {
    const [pool] = [...read(POOL).resources()];
    assert.ok(pool);
    assert.equal(referenceCount(pool, [{}, {}, {}]), '3 references');
    assert.equal(referenceCount(pool, [{}]), '1 reference');
    const cluster = [...read(CLUSTER).resources()].find(({ kind }) => kind === 'Metal3Cluster');
    assert.ok(cluster);
    assert.equal(referenceCount(cluster, []), '0 references');
    const root = [...read(CLUSTER).resources()].find(({ kind }) => kind === 'Cluster');
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
    const text = hinted(CLUSTER.replace('    apiServerPort: 6443\n', ''));
    assert.ok(text.includes('clusterNetwork: «→ apiServerPort 6443 (default)»\n'), text.slice(0, 1200));
    assert.ok(text.includes('    name: plane «→ 10.0.0.10'), text.slice(0, 1200));
    assert.ok(text.includes('    name: edge «→ 10.0.0.10:6443»\n'));
    assert.equal(hinted(CLUSTER).includes('apiServerPort 6443'), false);
  });
});
