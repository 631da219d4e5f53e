import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { plainText, snippetText } from '../../../server/src/core/text/template.ts';
import { allFindings, workspaceOf } from '../../support/check.ts';
import { accepted, apply, completionsAt, documentStart, labelsAt, writerOf } from '../../support/completion.ts';

const URI = 'file:///w/cluster.yaml';

describe('a new document', () => {
  it('is inserted by selecting its kind', () => {
    const text = accepted('kind: █\n', 'Metal3Cluster', { 'cluster-api-provider-metal3': 'v1.13' });
    assert.match(text, /^apiVersion: infrastructure\.cluster\.x-k8s\.io\/v1beta2\nkind: Metal3Cluster\nmetadata:\n/);
    assert.match(text, /\n {2}controlPlaneEndpoint:\n {4}host: \$\{\d:192\.0\.2\.10\}\n/);
  });

  it('has the version of the document', () => {
    const text = accepted('apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\nkind: █\n', 'Metal3MachineTemplate');
    assert.match(text, /\n {8}format: raw\n/);
  });

  it('of a kind without a snippet has the required fields', () => {
    const text = accepted('kind: █\n', 'IPClaim');
    assert.equal(
      text,
      'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPClaim\nmetadata:\n  name: $1\nspec:\n  pool:\n    $2\n',
    );
  });

  it('inserts only the kind if the document has other content', () => {
    assert.equal(
      accepted('apiVersion: x\nkind: a\n---\nkind: █\nspec: {}\n', 'IPClaim').split('---\n')[1],
      'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPClaim\nspec: {}\n',
    );
  });

  it('is offered at the start of a document, complete clusters first', () => {
    const labels = labelsAt('█');
    assert.equal(labels[0], 'Kamaji and Metal³ cluster');
    assert.deepEqual(labels.slice(-2), ['apiVersion', 'kind']);
    assert.ok(labels.includes('IPPool') && labels.includes('DataStore on MySQL'));
    assert.deepEqual(
      labelsAt('a: 1\n█').filter((label) => label === 'IPPool'),
      [],
    );
  });

  it('has the names that other objects refer to, and matching values', () => {
    const cluster = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: mine
  namespace: metal3
spec:
  clusterNetwork:
    apiServerPort: 7443
  infrastructureRef:
    apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
    kind: Metal3Cluster
    name: theirs
---
█`;
    const [first] = completionsAt(cluster);
    assert.equal(first?.label, 'Metal3Cluster');
    const text = snippetText(first?.insert ?? []);
    assert.match(text, /name: theirs\n {2}namespace: metal3\n/);
    assert.match(text, /port: 7443\n/);
    assert.match(text, /infrastructure\.cluster\.x-k8s\.io\/v1beta1/);
    const shown = first?.documentation ?? '';
    assert.match(
      shown,
      /```yaml\napiVersion[\s\S]*\n {2}name: theirs\n[\s\S]*\n {4}host: 192\.0\.2\.10\n {4}port: 7443\n/,
    );
  });

  it('of another cluster has its own names and address', () => {
    const example = readFileSync('examples/correct/cluster.yaml', 'utf8');
    const [cluster] = completionsAt(`${example}---\n█`).filter(({ label }) => label === 'Cluster');
    const text = plainText(cluster?.insert ?? []);
    assert.match(text, /kind: KamajiControlPlane\n {4}name: edge\n/);
    assert.doesNotMatch(text, /capi-quickstart-metal3|test1/);
    const second = example.replace(/\n---[\s\S]*/, '\n').replaceAll(/test1|capi-quickstart-metal3/g, 'test2');
    const next = completionsAt(`${example}---\n${second}█`);
    for (const [at, kind] of ['KamajiControlPlane', 'Metal3Cluster'].entries()) {
      assert.equal(next[at]?.label, kind);
      const inserted = snippetText(next[at]?.insert ?? []);
      assert.match(inserted, /name: test2/);
      assert.doesNotMatch(inserted, /172\.18\.255\.200/);
    }
    const [version] = /version: 1\.27\.1/.exec(snippetText(next[0]?.insert ?? [])) ?? [];
    assert.ok(version, 'versions are usually the same');
  });

  it('is found by what its title contains', () => {
    const found = completionsAt('█').filter(({ label, filter = label }) => /metal3/i.test(filter));
    assert.ok(found.some(({ label }) => label === 'Kamaji and Metal³ cluster'));
    assert.ok(found.some(({ label }) => label === 'Metal3Cluster'));
    assert.deepEqual(
      found.map(({ label }) => label).filter((label) => label.startsWith('DataStore')),
      [],
    );
  });

  it('is documented by the text that is inserted, without variables', () => {
    for (const { label, kind, documentation = '' } of completionsAt('█'))
      if (kind === 'document') assert.doesNotMatch(documentation, /\$\{[A-Z]/, label);
  });

  it('is offered after the last line of an object, with a marker in front', () => {
    const cluster =
      'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata:\n  name: a\nspec:\n  infrastructureRef:\n    apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\n    kind: Metal3Cluster\n    name: b\n';
    const [first] = completionsAt(`${cluster}█`);
    assert.equal(first?.label, 'Metal3Cluster');
    assert.equal(first.detail, 'referenced by Cluster "a"');
    const inNamespace = cluster.replace('name: a\n', 'name: a\n  namespace: edge\n');
    assert.ok(
      accepted(`${inNamespace}█`, 'Metal3Cluster').includes('  name: b\n  namespace: edge\n', inNamespace.length),
    );
    assert.ok(accepted(`${cluster}█`, 'Metal3Cluster').startsWith(`${cluster}---\napiVersion: infrastructure.`));
    const example = readFileSync('examples/mistakes/cluster.yaml', 'utf8');
    const [next] = completionsAt(example.replace('\n---\n', '\n█\n---\n'));
    assert.equal(next?.label, 'IPPool', 'neither the DataStore, which Kamaji creates, nor the Cluster itself');
    assert.match(snippetText(next.insert), /^---\n.*name: external4-pool\n {2}namespace: edge\n/s);
    assert.ok(accepted(`${cluster}Metal█\n`, 'Metal3Cluster').startsWith(`${cluster}---\napiVersion: infrastructure.`));
    for (const text of [
      `${cluster}  █`,
      `${cluster}█\nstatus: {}\n`,
      'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\n█\nmetadata:\n  name: a\n',
      'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\n█',
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: {name: a}\n█',
    ])
      assert.ok(!labelsAt(text).includes('Metal3Cluster'), text);
  });

  it('reads the references of nearby documents only, once for all kinds', () => {
    const cluster = (name: string) =>
      `apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata:\n  name: ${name}\nspec:\n  infrastructureRef:\n    apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\n    kind: Metal3Cluster\n    name: ${name}\n---\n`;
    const countQueries = (count: number) => {
      const text = Array.from({ length: count }, (_, index) => cluster(`c${index}`)).join('');
      const writer = writerOf([{ uri: URI, text }]);
      const { workspace } = writer;
      const resolve = workspace.resolve.bind(workspace);
      let times = 0;
      workspace.resolve = (...question) => {
        times++;
        return resolve(...question);
      };
      assert.equal(writer.at(URI, text.length)[0]?.label, 'Metal3Cluster');
      return times;
    };
    assert.equal(countQueries(1), 1);
    assert.equal(countQueries(500), 50);
  });

  it('after document leads to a complete and correct set of manifests', () => {
    for (const [first, generation] of [
      ['apiVersion: cluster.x-k8s.io/v1beta1\nkind: ', 'v1beta1'],
      ['apiVersion: cluster.x-k8s.io/v1beta2\nkind: ', 'v1beta2'],
    ] as const) {
      let text: string = first;
      const take = (label?: string) => {
        const writer = writerOf([{ uri: URI, text }]);
        const offered = writer.at(URI, text.length);
        const taken = label ? offered.find((each) => each.label === label) : offered[0];
        assert.ok(taken, label ?? 'a first');
        text = apply(text, documentStart(writer, URI, text.length), taken, plainText);
      };
      take('Cluster');
      const missing = () =>
        allFindings(workspaceOf([{ uri: URI, text }])).filter(({ rule }) => rule === 'missing-reference-target');
      const begin = (label?: string) => {
        text += '\n---\n';
        take(label);
      };
      begin();
      begin();
      begin('MachineDeployment');
      for (let count = 0; count < 4; count++) begin();
      assert.deepEqual(missing(), [], text);
      assert.equal(text.split('\n---\n').length, 8);
      assert.deepEqual(
        allFindings(workspaceOf([{ uri: URI, text }])).map(({ message }) => message),
        [],
        text,
      );
      assert.equal(new Set(text.match(/cluster\.x-k8s\.io\/v1beta[12]$/gm)).size, 1, generation);
    }
  });
});

describe('a complete cluster', () => {
  it('is written with at most 50 keys', () => {
    let text = '';
    let keys = 0;
    const take = (kind: string) => {
      const writer = writerOf([{ uri: URI, text }]);
      const offered = writer.at(URI, text.length);
      // Typed letters leave the items that begin with them; the first one is selected.
      const first = (letters: number) =>
        offered.find(({ label }) => label.toLowerCase().startsWith(kind.slice(0, letters).toLowerCase()));
      let letters = 0;
      while (first(letters)?.label !== kind && letters < kind.length) letters++;
      const taken = first(letters);
      assert.equal(taken?.label, kind);
      // Ctrl+End, Ctrl+Space and Enter.
      keys += letters + 3;
      if (taken) text = apply(text, documentStart(writer, URI, text.length), taken, plainText);
    };
    const referenced = ['KamajiControlPlane', 'Metal3Cluster', 'MachineDeployment', 'KubeadmConfigTemplate'];
    for (const kind of [
      'Cluster',
      ...referenced,
      'Metal3MachineTemplate',
      'Metal3DataTemplate',
      'IPPool',
      'BareMetalHost',
    ])
      take(kind);
    assert.equal(text.match(/^kind: /gm)?.length, 10, 'a BareMetalHost comes with its Secret');
    assert.deepEqual(
      allFindings(workspaceOf([{ uri: URI, text }])).filter(({ severity }) => severity === 'error'),
      [],
      text,
    );
    // The name of the cluster, three tab stops of the control plane, and the address of its API server.
    keys += 'edge-1'.length + 3 + '10.0.0.10'.length;
    assert.ok(keys <= 50, String(keys));
  });
});

describe('a recipe', () => {
  const plane =
    'apiVersion: controlplane.cluster.x-k8s.io/v1alpha1\nkind: KamajiControlPlane\nmetadata:\n  name: a\nspec:\n';

  it('is offered where it applies, unless a part of it exists', () => {
    assert.ok(labelsAt(`${plane}  █\n`).includes('Expose the API server with an Ingress'));
    assert.ok(!labelsAt(`${plane}  network: {}\n  █\n`).includes('Expose the API server with an Ingress'));
    assert.ok(!labelsAt(`${plane}  network:\n    █\n`).includes('Expose the API server with an Ingress'));
  });

  it('is aligned with the adjacent lines', () => {
    assert.equal(
      accepted(`${plane}  █\n`, 'Pin the API server address with MetalLB'),
      `${plane}  network:\n    serviceType: LoadBalancer\n    serviceAddress: \${1:192.0.2.10}\n    serviceAnnotations:\n      metallb.io/loadBalancerIPs: $1\n`,
    );
  });

  it('has the API generation of the document', () => {
    const data = (version: string) =>
      `apiVersion: infrastructure.cluster.x-k8s.io/${version}\nkind: Metal3DataTemplate\nmetadata:\n  name: a\nspec:\n  █\n`;
    assert.match(accepted(data('v1beta1'), 'Addresses from two pools (v1beta1)'), /ipAddressFromIPPool/);
    assert.match(accepted(data('v1beta2'), 'Addresses from two pools'), /fromPoolRef/);
    assert.ok(!labelsAt(data('v1beta2')).some((label) => label.startsWith('Bond')));
  });
});
