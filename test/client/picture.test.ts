import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, describe, it } from 'node:test';
import { Script } from 'node:vm';
import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom';
import { fileName } from '../../client/picture/file-name.ts';
import { layout } from '../../client/picture/layout.ts';
import { mermaidOf } from '../../client/picture/mermaid.ts';
import { pageOf } from '../../client/picture/page.ts';
import { svgOf } from '../../client/picture/svg.ts';
import { PICTURE, type Picture } from '../../protocol/index.ts';
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
    const right = layout(graph, 'right');
    assert.ok(right.width < down.width * 0.8, `${right.width} of ${down.width}`);
    for (const placed of [down, right])
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
    assert.ok([...down.edges, ...right.edges].every(({ points }) => points.length >= 2));
  });

  it('routes conflicts and places labels away from nodes', async () => {
    const graph = await pictureOf(MISTAKES);
    for (const { nodes, edges } of [layout(graph), layout(graph, 'right')]) {
      const within = (x: number, y: number, margin = 0) =>
        nodes.find(
          (node) =>
            Math.abs(x - node.x) < node.width / 2 + margin - 1 && Math.abs(y - node.y) < node.height / 2 + margin - 1,
        );
      for (const { edge, label, labelAt, labelWidth, points, isStraight } of edges) {
        for (const at of [-0.5, 0, 0.5])
          assert.equal(within(labelAt.x + at * labelWidth, labelAt.y)?.node.name, undefined, label);
        if (!isStraight) continue;
        assert.ok(edge.values);
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
    const svg = svgOf(layout(await pictureOf(MISTAKES), 'right'), { standalone: false });
    assert.match(svg, /<g class="label mismatch"[^>]*><rect [^>]*\/><text [^>]*>10\.20\.0\.50 ≠ 10\.20\.0\.60<\/text>/);
    assert.ok(svg.indexOf('<g class="label') > svg.lastIndexOf('<path'));
  });

  it('is accessible to screen readers and with the keyboard', async () => {
    const graph = await pictureOf(MISTAKES);
    const svg = svgOf(layout(graph), { standalone: false });
    assert.equal(svg.match(/<a class="node[^>]* tabindex="0"/g)?.length, graph.nodes.length);
    assert.match(
      svg,
      /aria-label="Metal3Cluster edge-1, ClusterInfrastructure, 2 findings, [^"]*has 10\.20\.0\.50 where KamajiControlPlane edge-1-control-plane has 10\.20\.0\.60"/,
    );
  });

  it('shows a missing object with the severity of the finding', async () => {
    const svg = svgOf(layout(await pictureOf(MISTAKES)), { standalone: false });
    assert.match(svg, /<a class="node missing error"[^>]* aria-label="Metal3MachineTemplate edge-1-worker,/);
    assert.match(svg, /<a class="node missing warning"[^>]* aria-label="IPPool external4-pool,/);
  });

  it('escapes names', () => {
    const node = { id: 'n0', kind: 'Cluster', name: '<a "b" & c>', state: 'present', messages: ['<script>'] } as const;
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
    assert.match(mermaid, /n0\["Cluster<br\/>edge-1<br\/>\(1 error\)"\]:::error/);
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
    const svg = svgOf(layout(hostile), { standalone: true });
    const document = new DOMParser({ onError: onErrorStopParsing }).parseFromString(svg, 'image/svg+xml');
    assert.equal(document.documentElement?.getAttribute('aria-label')?.includes('<img src=x'), true);
    assert.ok(!svg.includes('<img'));
    assert.doesNotMatch(svg, /(?![\t\n\r])\p{Cc}|\p{Cs}|\uffff/u);
  });
});
