import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { Script } from 'node:vm';
import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom';
import { fileName } from '../../client/picture/file-name.ts';
import { layout } from '../../client/picture/layout.ts';
import { mermaidOf } from '../../client/picture/mermaid.ts';
import { outlineLayout } from '../../client/picture/outline-layout.ts';
import { pageOf } from '../../client/picture/page.ts';
import { svgOf } from '../../client/picture/svg.ts';
import { PICTURE, type Picture, type PictureEdge, type PictureNode } from '../../protocol/index.ts';
import { type Client, startClient } from '../support/client.ts';

const URI = 'file:///w/cluster.yaml';

let client: Client | undefined;
afterEach(() => client?.close());

/** Requests the picture of the first document of a file. */
async function pictureOf(text: string): Promise<Picture> {
  client?.close();
  client = await startClient({ files: [{ uri: URI, text }] });
  const cluster = { uri: URI, position: { line: 5, character: 0 } };
  const graph = await client.connection.sendRequest<Picture | null>(PICTURE, { cluster });
  assert.ok(graph);
  return graph;
}

/** Four mistakes: the host, the port, the name of the Metal3MachineTemplate and the name of an IPPool differ. */
const MISTAKES = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: edge-1, namespace: edge}
spec:
  clusterNetwork:
    apiServerPort: 6443
    pods: {cidrBlocks: [10.244.0.0/16]}
    services: {cidrBlocks: [10.96.0.0/12]}
  controlPlaneRef:
    apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
    kind: KamajiControlPlane
    name: edge-1-control-plane
  infrastructureRef:
    apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
    kind: Metal3Cluster
    name: edge-1
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3Cluster
metadata: {name: edge-1, namespace: edge}
spec:
  controlPlaneEndpoint: {host: 10.20.0.50, port: 443}
  cloudProviderEnabled: false
---
apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata: {name: provisioning-pool, namespace: edge}
spec:
  clusterName: edge-1
  namePrefix: edge-1-prov
  pools: [{start: 10.20.2.100, end: 10.20.2.200}]
  prefix: 24
---
apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata: {name: externalv4-pool, namespace: edge}
spec:
  clusterName: edge-1
  namePrefix: edge-1-bmv4
  gateway: 10.20.1.1
  pools: [{start: 10.20.1.100, end: 10.20.1.200}]
  prefix: 24
---
apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
kind: KamajiControlPlane
metadata: {name: edge-1-control-plane, namespace: edge}
spec:
  dataStoreName: default
  addons: {coreDNS: {}, kubeProxy: {}}
  kubelet: {cgroupfs: systemd, preferredAddressTypes: [ExternalIP, InternalIP, Hostname]}
  network: {serviceType: LoadBalancer, serviceAddress: 10.20.0.60}
  replicas: 2
  version: 1.27.1
---
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: {name: edge-1, namespace: edge}
spec:
  clusterName: edge-1
  replicas: 1
  selector: {matchLabels: {nodepool: nodepool-0}}
  template:
    metadata: {labels: {nodepool: nodepool-0}}
    spec:
      clusterName: edge-1
      version: v1.27.1
      bootstrap:
        configRef:
          apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
          kind: KubeadmConfigTemplate
          name: edge-1-workers
      infrastructureRef:
        apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
        kind: Metal3MachineTemplate
        name: edge-1-worker
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3MachineTemplate
metadata: {name: edge-1-workers, namespace: edge}
spec:
  template:
    spec:
      dataTemplate: {name: edge-1-workers-template}
      image: {url: http://10.20.2.1/node.raw, checksum: http://10.20.2.1/node.raw.sha256sum, checksumType: sha256, format: raw}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3DataTemplate
metadata: {name: edge-1-workers-template, namespace: edge}
spec:
  clusterName: edge-1
  metaData:
    ipAddressesFromIPPool: [{key: provisioningIP, name: provisioning-pool, apiGroup: ipam.metal3.io, kind: IPPool}]
    prefixesFromIPPool: [{key: provisioningCIDR, name: provisioning-pool, apiGroup: ipam.metal3.io, kind: IPPool}]
  networkData:
    links:
      ethernets: [{id: enp1s0, type: phy, macAddress: {fromHostInterface: enp1s0}}]
    networks:
      ipv4:
        - id: externalv4
          link: enp1s0
          ipAddressFromIPPool: external4-pool
          routes: [{network: 0.0.0.0, prefix: 0, gateway: {fromIPPool: externalv4-pool}}]
---
apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
kind: KubeadmConfigTemplate
metadata: {name: edge-1-workers, namespace: edge}
spec:
  template:
    spec:
      joinConfiguration:
        nodeRegistration:
          kubeletExtraArgs:
            node-labels: metal3.io/uuid={{ ds.meta_data.uuid }}
            provider-id: metal3://{{ ds.meta_data.providerid }}
`;

const NODE: PictureNode = {
  id: 'n0',
  kind: 'Cluster',
  name: 'a',
  icon: 'server-environment',
  facts: [],
  state: 'present',
  messages: [],
};

describe('the picture of a cluster', () => {
  it('shows references, and conflicts with both values', async () => {
    const { nodes, edges, title } = await pictureOf(MISTAKES);
    assert.equal(title, 'Cluster edge-1 (edge)');
    const name = (id: string) => nodes.find((node) => node.id === id)?.kind;
    const lines = edges.map(
      ({ from, to, fields, values }) => `${name(from)} ${values?.join(' ≠ ') ?? fields.join(', ')} ${name(to)}`,
    );
    for (const line of [
      'Cluster infrastructureRef Metal3Cluster',
      'Cluster controlPlaneRef KamajiControlPlane',
      'MachineDeployment clusterName Cluster',
      'MachineDeployment infrastructureRef Metal3MachineTemplate',
      'Metal3Cluster 10.20.0.50 ≠ 10.20.0.60 KamajiControlPlane',
      'Cluster 6443 ≠ 443 Metal3Cluster',
    ])
      assert.ok(lines.includes(line), `${line} is not in\n${lines.join('\n')}`);
    const missing = nodes.find(({ state }) => state === 'missing');
    assert.equal(`${missing?.kind} ${missing?.name}`, 'Metal3MachineTemplate edge-1-worker');
    assert.ok(nodes.every(({ location }) => location?.uri === URI));
    assert.deepEqual(
      nodes.filter(({ isRoot }) => isRoot).map(({ kind }) => kind),
      ['Cluster'],
    );
  });

  it('has a layout without overlapping nodes', async () => {
    const graph = await pictureOf(MISTAKES);
    const down = layout(graph);
    const outline = outlineLayout(graph);
    assert.ok(outline.width < down.width * 0.6, `${outline.width} of ${down.width}`);
    for (const placed of [down, outline])
      for (const [index, one] of placed.nodes.entries()) {
        assert.ok(one.x - one.width / 2 >= 0 && one.x + one.width / 2 <= placed.width);
        assert.ok(one.y - one.height / 2 >= 0 && one.y + one.height / 2 <= placed.height);
        for (const other of placed.nodes.slice(index + 1))
          assert.ok(
            Math.abs(one.x - other.x) * 2 >= one.width + other.width ||
              Math.abs(one.y - other.y) * 2 >= one.height + other.height,
            `${one.node.name} overlaps ${other.node.name}`,
          );
      }
    assert.ok([...down.edges, ...outline.edges].every(({ points }) => points.length >= 2));
  });

  it('places each object below the first one that refers to it, in a narrow layout', async () => {
    const { nodes } = outlineLayout(await pictureOf(MISTAKES));
    const lines = nodes.map(
      ({ caption, x, width, node }) => `${Math.round((x - width / 2 - 16) / 28)} ${caption} ${node.name}`,
    );
    assert.deepEqual(lines, [
      '0 Cluster edge-1',
      '1 Metal3Cluster · infrastructureRef edge-1',
      '1 KamajiControlPlane · controlPlaneRef edge-1-control-plane',
      '2 DataStore · dataStoreName default',
      '1 MachineDeployment · clusterName edge-1',
      '2 Metal3MachineTemplate · infrastructureRef edge-1-worker',
      '2 KubeadmConfigTemplate · configRef edge-1-workers',
      '0 Metal3MachineTemplate edge-1-workers',
      '1 Metal3DataTemplate · dataTemplate edge-1-workers-template',
      '2 IPPool · ipAddressesFromIPPool +1 provisioning-pool',
      '2 IPPool · ipAddressFromIPPool external4-pool',
      '2 IPPool · fromIPPool externalv4-pool',
    ]);
  });

  it('separates edges that pass the same nodes', () => {
    const nodes = ['n0', 'n1', 'n2', 'n3'].map((id): PictureNode => ({ ...NODE, id, name: id, isRoot: id === 'n0' }));
    const conflict = (from: string, to: string): PictureEdge => ({ from, to, fields: [], values: ['1', '2'] });
    const edges = [conflict('n0', 'n3'), conflict('n1', 'n2'), conflict('n0', 'n2'), conflict('n1', 'n3')];
    const { edges: placed, width } = outlineLayout({ title: '', nodes, edges });
    const lanes = placed.map(({ points }) => points[1]?.x ?? 0).sort((one, other) => one - other);
    for (const [index, x] of lanes.entries()) assert.ok(index === 0 || x - (lanes[index - 1] ?? 0) >= 20, lanes.join());
    const labels = placed.map(({ labelAt, labelWidth }) => ({ ...labelAt, width: labelWidth }));
    for (const [index, one] of labels.entries()) {
      assert.ok(one.x + one.width / 2 <= width);
      for (const other of labels.slice(index + 1))
        assert.ok(Math.abs(one.y - other.y) >= 18 || Math.abs(one.x - other.x) * 2 >= one.width + other.width);
    }
  });

  it('shows the kind as an icon, important values and the number of problems', async () => {
    const graph = await pictureOf(MISTAKES);
    const facts = graph.nodes.map(({ kind, facts }) => `${kind}: ${facts.join(', ')}`);
    for (const line of [
      'Cluster: pods 10.244.0.0/16',
      'Metal3Cluster: 10.20.0.50:443',
      'KamajiControlPlane: 10.20.0.60, 2 replicas, 1.27.1',
      'MachineDeployment: 1 replica, v1.27.1',
      'IPPool: 10.20.1.100–10.20.1.200, 101 addresses',
    ])
      assert.ok(facts.includes(line), `${line} is not in\n${facts.join('\n')}`);
    const svg = svgOf(outlineLayout(graph));
    assert.match(svg, /<text class="facts"[^>]*>10\.20\.0\.60 · 2 replicas · 1\.27\.1<\/text>/);
    assert.match(svg, /<text class="badge"[^>]*>✗ 2<\/text>/);
    assert.match(svg, /<text class="badge"[^>]*>external<\/text>/);
    assert.equal(svg.match(/<path class="icon"/g)?.length, graph.nodes.length);
  });

  it('routes conflicts and places labels away from nodes', async () => {
    const graph = await pictureOf(MISTAKES);
    for (const { nodes, edges } of [layout(graph), outlineLayout(graph)]) {
      const within = (x: number, y: number, margin = 0) =>
        nodes.find(
          (node) =>
            Math.abs(x - node.x) < node.width / 2 + margin - 1 && Math.abs(y - node.y) < node.height / 2 + margin - 1,
        );
      for (const { edge, label, labelAt, labelWidth, points, isStraight } of edges) {
        if (label === '') continue;
        for (const at of [-0.5, 0, 0.5])
          assert.equal(within(labelAt.x + at * labelWidth, labelAt.y)?.node.name, undefined, label);
        if (!isStraight || !edge.values) continue;
        for (const [index, end] of points.slice(1).entries())
          for (let part = 0; part <= 20; part++) {
            const start = points[index] ?? end;
            const at = (one: number, two: number) => one + ((two - one) * part) / 20;
            assert.equal(within(at(start.x, end.x), at(start.y, end.y))?.node.name, undefined, label);
          }
      }
      assert.ok(edges.some(({ edge }) => edge.values));
    }
  });

  it('has labels on opaque backgrounds above all lines', async () => {
    const svg = svgOf(outlineLayout(await pictureOf(MISTAKES)));
    assert.match(svg, /<g class="label mismatch"[^>]*><rect [^>]*\/><text [^>]*>10\.20\.0\.50 ≠ 10\.20\.0\.60<\/text>/);
    assert.ok(svg.indexOf('<g class="label') > svg.lastIndexOf('<path'));
  });

  it('is accessible to screen readers and with the keyboard', async () => {
    const graph = await pictureOf(MISTAKES);
    const svg = svgOf(layout(graph));
    assert.equal(svg.match(/<a class="node[^>]* tabindex="0"/g)?.length, graph.nodes.length);
    assert.match(
      svg,
      /aria-label="Metal3Cluster edge-1, ClusterInfrastructure, 2 findings, 10\.20\.0\.50:443, [^"]*has 10\.20\.0\.50 where KamajiControlPlane edge-1-control-plane has 10\.20\.0\.60"/,
    );
  });

  it('shows a missing object with the severity of the finding', async () => {
    const svg = svgOf(layout(await pictureOf(MISTAKES)));
    assert.match(svg, /<a class="node missing error"[^>]* aria-label="Metal3MachineTemplate edge-1-worker,/);
    assert.match(svg, /<a class="node missing warning"[^>]* aria-label="IPPool external4-pool,/);
  });

  it('escapes names', () => {
    const node: PictureNode = { ...NODE, name: '<a "b" & c>', messages: ['<script>'] };
    const graph = { title: '"t"', nodes: [node], edges: [] };
    const svg = svgOf(layout(graph), 'auto');
    assert.equal(/<script|<a "b"/.test(svg), false);
    assert.ok(svg.includes('&lt;a &quot;b&quot; &amp; c&gt;'));
    assert.ok(mermaidOf(graph).includes('#60;a #34;b#34; #38; c#62;'));
  });

  it('can be exported as SVG, with a light and a dark theme, and as Mermaid', async () => {
    const graph = await pictureOf(MISTAKES);
    assert.match(svgOf(layout(graph), 'auto'), /<style>[\s\S]*prefers-color-scheme: dark/);
    // An image of one theme, for the PNG.
    const [light, dark] = (['light', 'dark'] as const).map((theme) => svgOf(layout(graph), theme));
    assert.match(light ?? '', /--page: #ffffff/);
    assert.match(dark ?? '', /--page: #0d1117/);
    for (const svg of [light, dark]) assert.doesNotMatch(svg ?? '', /prefers-color-scheme/);
    assert.equal(light?.match(/--page: #/g)?.length, 1);
    assert.equal(dark?.match(/--page: #/g)?.length, 1);
    const mermaid = mermaidOf(graph);
    assert.match(mermaid, /^flowchart TB\n/);
    assert.match(mermaid, /n0\["Cluster<br\/>edge-1<br\/>pods 10\.244\.0\.0\/16<br\/>\(1 error\)"\]:::error/);
    assert.match(mermaid, /-\. "10\.20\.0\.50 ≠ 10\.20\.0\.60" \.-/);
  });

  it('is shown on a page that loads nothing from elsewhere', () => {
    const page = pageOf('abc');
    assert.match(page, /default-src 'none'; style-src 'nonce-abc'; script-src 'nonce-abc'; img-src data:"/);
    assert.equal(/https?:|unsafe|\son\w+=/.test(page), false);
    const script = /<script[^>]*>([\s\S]*)<\/script>/.exec(page)?.[1] ?? '';
    assert.doesNotThrow(() => new Script(script));
  });
});

describe('the file name that an export suggests', () => {
  it('is that of the object if it is a valid name', () => {
    assert.equal(fileName('edge-1', 'svg'), 'edge-1.svg');
  });

  it('is never a path, hidden, reserved or too long', () => {
    for (const [name, expected] of [
      ['../../etc/passwd', 'etc-passwd.svg'],
      ['..\\..\\x', 'x.svg'],
      ['C:\\x', 'C-x.svg'],
      ['.bashrc', 'bashrc.svg'],
      ['a\u0000\n\u202eb', 'a-b.svg'],
      ['\ud800', 'cluster.svg'],
      ['', 'cluster.svg'],
      ['...', 'cluster.svg'],
      ['CON', 'cluster.svg'],
      ['x'.repeat(1000), `${'x'.repeat(60)}.svg`],
    ] as const)
      assert.equal(fileName(name, 'svg'), expected);
  });
});

describe('the SVG of a picture', () => {
  it('is well-formed XML for any name', async () => {
    const picture = await pictureOf(MISTAKES);
    const name = '<img src=x onerror=1>"\'&amp;]]>\u0000\u001b\ud800\uffff';
    const hostile = { ...picture, title: name, nodes: picture.nodes.map((node) => ({ ...node, name })) };
    const svg = svgOf(layout(hostile), 'auto');
    const document = new DOMParser({ onError: onErrorStopParsing }).parseFromString(svg, 'image/svg+xml');
    assert.equal(document.documentElement?.getAttribute('aria-label')?.includes('<img src=x'), true);
    assert.ok(!svg.includes('<img'));
    assert.doesNotMatch(svg, /(?![\t\n\r])\p{Cc}|\p{Cs}|\uffff/u);
  });
});
