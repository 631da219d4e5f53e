import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { distanceBetween } from '../../../server/src/core/text/containers.ts';
import { assertAnnotated, probe } from '../../support/annotated.ts';

/** Reports at each name in a reference what the reference resolves to. */
const resolutions = probe(function* (resource, view) {
  for (const reference of resource.references) {
    const resolution = view.resolve(resource, reference);
    const namespace = resolution.kind === 'object' ? ` in ${resolution.resource.namespace ?? 'any namespace'}` : '';
    yield { resource, node: reference.nameNode, path: reference.path, message: resolution.kind + namespace };
  }
});

/** Reports at the name of a Cluster whether related objects may be in text that cannot be read. */
const unread = probe(function* (resource, view) {
  if (resource.kind === 'Cluster' && resource.nameNode)
    yield {
      resource,
      node: resource.nameNode,
      path: [],
      message: view.hasUnreadable(resource) ? 'unread' : 'complete',
    };
});

/** Returns a Cluster with a misspelled reference, in its own file, with the expected resolution. */
const cluster = (expected: string) => `#- /w/cluster.yaml
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: edge, namespace: a}
spec:
  infrastructureRef:
    apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
    kind: Metal3Cluster
    name: egde
#         ^^^^ hint: ${expected}
`;

/** The target of the reference, with its actual name. */
const INFRASTRUCTURE = `#- /w/infrastructure.yaml
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3Cluster
metadata: {name: edge, namespace: a}
`;

/** An object that refers to the Cluster from another file: it connects the Cluster to the folder. */
const WORKERS = `#- /w/workers.yaml
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: {name: workers, namespace: a}
spec:
  clusterName: edge
#              ^^^^ hint: object in a
`;

const BROKEN = 'kind: [\n';

describe('resolve: the name of no object in the workspace', () => {
  it('is absent if the same file has objects of the kind', () =>
    assertAnnotated(
      `apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: {name: workers}
spec:
  clusterName: egde
#              ^^^^ hint: absent
---
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: edge}
`,
      [resolutions],
    ));

  it('is unknowable if no object of the kind is in the workspace', () =>
    assertAnnotated(
      `apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: {name: workers}
spec:
  clusterName: egde
#              ^^^^ hint: unknowable
`,
      [resolutions],
    ));

  it('is unknowable if another document of the same file is unreadable', () =>
    assertAnnotated(
      `apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: {name: workers}
spec:
  clusterName: egde
#              ^^^^ hint: unknowable
---
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: edge}
---
kind: [
`,
      [resolutions],
    ));

  it('is absent if the folder has objects of the kind, and other files there refer to the object', () =>
    assertAnnotated(`${cluster('absent')}${INFRASTRUCTURE}${WORKERS}`, [resolutions]));

  it('is unknowable if no other file of the folder refers to the object', () =>
    assertAnnotated(cluster('unknowable') + INFRASTRUCTURE, [resolutions]));

  it('is unknowable if another file of the folder is unreadable', () =>
    assertAnnotated(`${cluster('unknowable')}${INFRASTRUCTURE}${WORKERS}#- /w/broken.yaml\n${BROKEN}`, [resolutions]));

  it('is absent if only a file outside of the folder is unreadable', () =>
    assertAnnotated(`${cluster('absent')}${INFRASTRUCTURE}${WORKERS}#- /w/other/broken.yaml\n${BROKEN}`, [
      resolutions,
    ]));
});

describe('resolve: whether other files of the folder refer to the object', () => {
  /** Returns a folder with a Cluster in one namespace, and an object that refers to it from another. */
  const folder = (cluster: string, workers: string, expected: string, found: string) => `#- /w/cluster.yaml
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: edge${cluster && `, namespace: ${cluster}`}}
spec:
  infrastructureRef:
    apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
    kind: Metal3Cluster
    name: egde
#         ^^^^ hint: ${expected}
#- /w/infrastructure.yaml
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3Cluster
metadata: {name: edge}
#- /w/workers.yaml
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: {name: workers${workers && `, namespace: ${workers}`}}
spec:
  clusterName: edge
#              ^^^^ hint: ${found}
`;

  it('an unset namespace of the referring object matches', () =>
    assertAnnotated(folder('a', '', 'absent', 'object in a'), [resolutions]));

  it('an unset namespace of the object matches', () =>
    assertAnnotated(folder('', 'a', 'absent', 'object in any namespace'), [resolutions]));

  it('a template as namespace matches', () =>
    assertAnnotated(folder('a', '"${NS}"', 'absent', 'object in a'), [resolutions]));

  it('another namespace does not match', () =>
    assertAnnotated(folder('a', 'b', 'unknowable', 'unknowable'), [resolutions]));
});

describe('resolve: names that kustomize changes', () => {
  // What is built from a base is not checked itself: a prefix breaks the references.
  const build = (kustomization: string, name: string, expected: string) => `#- /w/base/kustomization.yaml
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [all.yaml]
${kustomization}
#- /w/base/all.yaml
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: edge}
---
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: {name: workers}
spec:
  clusterName: ${name}
#              ${'^'.repeat(name.length)} hint: ${expected}
`;
  const cases: readonly { kustomization: string; name: string; expected: string }[] = [
    { kustomization: 'namePrefix: lab-', name: 'edge', expected: 'object in any namespace' },
    { kustomization: 'namePrefix: lab-', name: 'lab-edge', expected: 'unknowable' },
    { kustomization: 'namePrefix: lab-', name: 'prod-edge', expected: 'absent' },
    { kustomization: 'namePrefix: lab-', name: 'lab-', expected: 'absent' },
    { kustomization: 'nameSuffix: "-1"', name: 'edge-1', expected: 'unknowable' },
    { kustomization: 'nameSuffix: "-1"', name: 'edge-2', expected: 'absent' },
    { kustomization: 'namePrefix: lab-\nnameSuffix: "-1"', name: 'lab-edge-1', expected: 'unknowable' },
    { kustomization: 'helmCharts: [{name: clusters}]', name: 'other', expected: 'unknowable' },
    { kustomization: 'components: [https://example.com/component]', name: 'other', expected: 'unknowable' },
    { kustomization: 'buildMetadata: []', name: 'other', expected: 'absent' },
  ];
  for (const { kustomization, name, expected } of cases)
    it(`${JSON.stringify(kustomization)}: ${name} is ${expected}`, () =>
      assertAnnotated(build(kustomization, name, expected), [resolutions]));

  const namespaces = (kustomization: string, expected: string) => `#- /w/kustomization.yaml
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [all.yaml]
${kustomization}
#- /w/all.yaml
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: edge, namespace: a}
---
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: {name: workers, namespace: b}
spec:
  clusterName: edge
#              ^^^^ hint: ${expected}
`;

  it('an object of another namespace is absent', () =>
    assertAnnotated(namespaces('buildMetadata: []', 'absent'), [resolutions]));

  it('an object of another namespace is unknowable if kustomize sets the namespace', () =>
    assertAnnotated(namespaces('namespace: lab', 'unknowable'), [resolutions]));
});

describe('View.hasUnreadable', () => {
  const cluster = (expected: string) => `#- /w/cluster.yaml
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: edge
#       ^^^^ hint: ${expected}
`;
  const workers = `#- /w/workers.yaml
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: {name: workers}
spec: {clusterName: edge}
`;

  it('is false if everything can be read', () => assertAnnotated(cluster('complete') + workers, [unread]));

  it('is true if a document of the same file is unreadable', () =>
    assertAnnotated(`${cluster('unread')}---\n${BROKEN}`, [unread]));

  it('is true if another file of the folder is unreadable, and the object is connected to the folder', () =>
    assertAnnotated(`${cluster('unread')}${workers}#- /w/broken.yaml\n${BROKEN}`, [unread]));

  it('is false if another file of the folder is unreadable, and nothing there refers to the object', () =>
    assertAnnotated(`${cluster('complete')}#- /w/broken.yaml\n${BROKEN}`, [unread]));
});

describe('distanceBetween', () => {
  const cases: readonly { from: string; to: string; expected: number }[] = [
    { from: 'file:///w/a/x.yaml', to: 'file:///w/a/x.yaml', expected: 0 },
    { from: 'file:///w/a/x.yaml', to: 'file:///w/a/y.yaml', expected: 1 },
    { from: 'file:///w/a/x.yaml', to: 'file:///w/a/b/y.yaml', expected: 1 },
    { from: 'file:///w/a/b/x.yaml', to: 'file:///w/a/y.yaml', expected: 2 },
    { from: 'file:///w/a/x.yaml', to: 'file:///w/ab/y.yaml', expected: 2 },
    { from: 'file:///w/a/b/x.yaml', to: 'file:///w/c/y.yaml', expected: 3 },
  ];
  for (const { from, to, expected } of cases)
    it(`from ${from} to ${to} is ${expected}`, () => assert.equal(distanceBetween(from, to), expected));
});
