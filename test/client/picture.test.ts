import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, describe, it } from 'node:test';
import { Script } from 'node:vm';
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

const MISTAKES = readFileSync('examples/mistakes/cluster.yaml', 'utf8');

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
    assert.ok(outline.width < down.width / 2, `${outline.width} of ${down.width}`);
    for (const placed of [down, outline])
      for (const [index, one] of placed.nodes.entries()) {
        assert.ok(one.x - one.width / 2 >= 0 && one.x + one.width / 2 <= placed.width);
        assert.ok(one.y - one.height / 2 >= 0 && one.y + one.height / 2 <= placed.height);
        for (const other of placed.nodes.slice(index + 1))
          assert.ok(
            Math.abs(one.x - other.x) * 2 >= one.width + other.width ||
              Math.abs(one.y - other.y) * 2 >= one.height + other.height,
            `${one.node.name} lies on ${other.node.name}`,
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
      '1 Metal3DataTemplate · clusterName edge-1-workers-template',
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
    const svg = svgOf(outlineLayout(graph), { standalone: false });
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
    const svg = svgOf(outlineLayout(await pictureOf(MISTAKES)), { standalone: false });
    assert.match(svg, /<g class="label mismatch"[^>]*><rect [^>]*\/><text [^>]*>10\.20\.0\.50 ≠ 10\.20\.0\.60<\/text>/);
    assert.ok(svg.indexOf('<g class="label') > svg.lastIndexOf('<path'));
  });

  it('is accessible to screen readers and with the keyboard', async () => {
    const graph = await pictureOf(MISTAKES);
    const svg = svgOf(layout(graph), { standalone: false });
    assert.equal(svg.match(/<a class="node[^>]* tabindex="0"/g)?.length, graph.nodes.length);
    assert.match(
      svg,
      /aria-label="Metal3Cluster edge-1, ClusterInfrastructure, 2 findings, 10\.20\.0\.50:443, [^"]*has 10\.20\.0\.50 where KamajiControlPlane edge-1-control-plane has 10\.20\.0\.60"/,
    );
  });

  it('shows a missing object with the severity of the finding', async () => {
    const svg = svgOf(layout(await pictureOf(MISTAKES)), { standalone: false });
    assert.match(svg, /<a class="node missing error"[^>]* aria-label="Metal3MachineTemplate edge-1-worker,/);
    assert.match(svg, /<a class="node missing warning"[^>]* aria-label="IPPool external4-pool,/);
  });

  it('escapes names', () => {
    const node: PictureNode = { ...NODE, name: '<a "b" & c>', messages: ['<script>'] };
    const graph = { title: '"t"', nodes: [node], edges: [] };
    const svg = svgOf(layout(graph), { standalone: true });
    assert.equal(/<script|<a "b"/.test(svg), false);
    assert.ok(svg.includes('&lt;a &quot;b&quot; &amp; c&gt;'));
    assert.ok(mermaidOf(graph).includes('#60;a #34;b#34; #38; c#62;'));
  });

  it('can be exported as SVG, with a light and a dark theme, and as Mermaid', async () => {
    const graph = await pictureOf(MISTAKES);
    assert.match(svgOf(layout(graph), { standalone: true }), /<style>[\s\S]*prefers-color-scheme: dark/);
    const mermaid = mermaidOf(graph);
    assert.match(mermaid, /^flowchart TB\n/);
    assert.match(mermaid, /n0\["Cluster<br\/>edge-1<br\/>pods 10\.244\.0\.0\/16<br\/>\(1 error\)"\]:::error/);
    assert.match(mermaid, /-\. "10\.20\.0\.50 ≠ 10\.20\.0\.60" \.-/);
  });

  it('is shown on a page that loads nothing from elsewhere', () => {
    const page = pageOf('abc');
    assert.match(page, /default-src 'none'; style-src 'nonce-abc'; script-src 'nonce-abc'/);
    assert.equal(/https?:|unsafe|\son\w+=/.test(page), false);
    const script = /<script[^>]*>([\s\S]*)<\/script>/.exec(page)?.[1] ?? '';
    assert.doesNotThrow(() => new Script(script));
  });
});
