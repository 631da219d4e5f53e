import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { CompletionItem, CompletionList, Hover, MarkupContent } from 'vscode-languageserver';
import { type Client, startClient } from '../support/client.ts';
import { positionIn } from '../support/text-position.ts';

const EVIL = '`![x](https://evil.example/b.png)` [l](command:evil) <img src=x> www.evil.example **b**';
const QUOTED = JSON.stringify(EVIL);

const DEFINITION = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.x.example' },
  spec: {
    group: 'x.example',
    names: { kind: 'Widget', plural: 'widgets', singular: 'widget', listKind: 'WidgetList' },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        deprecated: true,
        deprecationWarning: EVIL,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            description: EVIL,
            properties: {
              spec: {
                type: 'object',
                description: EVIL,
                properties: {
                  size: {
                    type: 'string',
                    description: EVIL,
                    default: EVIL,
                    enum: [EVIL, 'a'],
                    pattern: EVIL,
                    format: EVIL,
                  },
                  [EVIL]: { type: 'string', description: EVIL },
                },
              },
            },
          },
        },
      },
    ],
  },
};

const MANIFESTS = `apiVersion: x.example/v1
kind: Widget
metadata:
  name: ${QUOTED}
spec:
  size: ${QUOTED}
  ${QUOTED}: ${QUOTED}
---
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: ${QUOTED}
  namespace: ${QUOTED}
  labels:
    ${QUOTED}: ${QUOTED}
spec:
  clusterNetwork:
    pods: {cidrBlocks: [10.0.0.0/24]}
  controlPlaneEndpoint: {host: ${QUOTED}, port: 6443}
  controlPlaneRef:
    apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
    kind: KamajiControlPlane
    name: ${QUOTED}
  infrastructureRef:
    apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
    kind: Metal3Cluster
    name: ${QUOTED}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3Cluster
metadata:
  name: ${QUOTED}
  namespace: ${QUOTED}
spec:
  controlPlaneEndpoint:
    host: \${HOST:=${EVIL.replace('<', '')}}
    port: 6443
---
apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
kind: KamajiControlPlane
metadata:
  name: ${QUOTED}
  namespace: ${QUOTED}
spec:
  dataStoreName: ${QUOTED}
  version: ${QUOTED}
  network:
    serviceAddress: ${QUOTED}
---
apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata:
  name: ${QUOTED}
  namespace: ${QUOTED}
spec:
  clusterName: ${QUOTED}
  namePrefix: x
  gateway: 10.0.0.1
  prefix: 24
  pools:
    - start: 10.0.0.1
      end: 10.0.0.9
# kamaji-metal3: ignore ${EVIL}
`;

let client: Client | undefined;
afterEach(() => client?.close());

async function start(formats: ('markdown' | 'plaintext')[]): Promise<Client> {
  client = await startClient({
    files: [{ uri: 'file:///w/crd.json', text: JSON.stringify(DEFINITION) }],
    capabilities: {
      textDocument: {
        hover: { contentFormat: formats },
        completion: { completionItem: { documentationFormat: formats } },
      },
    },
  });
  return client;
}

/** Returns Markdown without code spans and escaped characters. */
function markupOf(markdown: string): string {
  return markdown.replace(/\\.|(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
}

const URI = 'file:///w/x.yaml';
const textDocument = { uri: URI };

describe('Markdown with text of manifests', () => {
  it('contains no markup of that text', async () => {
    const { connection, open } = await start(['markdown']);
    await open(URI, MANIFESTS);
    let count = 0;
    const check = (contents: MarkupContent | undefined) => {
      if (!contents?.value.includes('evil')) return;
      count++;
      assert.equal(contents.kind, 'markdown');
      assert.doesNotMatch(
        markupOf(contents.value),
        /!\[|\]\((?!https:\/\/(?:kubernetes\.io|pkg\.go\.dev)\/[\w.@/-]+(?:#\w+)?\))|<|evil\.example(?<=(https?:\/\/|www\.)evil\.example)/,
        contents.value,
      );
    };
    for (const [line, text] of MANIFESTS.split('\n').entries())
      for (const character of [...text.matchAll(/[\w"]+/g)].map(({ index }) => index + 1)) {
        const at = { textDocument, position: { line, character } };
        const hover: Hover | null = await connection.sendRequest('textDocument/hover', at);
        check(hover?.contents as MarkupContent | undefined);
      }
    assert.ok(count > 30, `${count} hovers`);
    count = 0;
    for (const [line, text] of MANIFESTS.split('\n').entries()) {
      const character = /\S/.exec(text)?.index ?? 0;
      const list: CompletionList | null = await connection.sendRequest('textDocument/completion', {
        textDocument,
        position: { line, character },
      });
      for (const item of list?.items.slice(0, 10) ?? []) {
        const resolved: CompletionItem = await connection.sendRequest('completionItem/resolve', item);
        check(resolved.documentation as MarkupContent | undefined);
      }
    }
    assert.ok(count > 0);
  });

  it('is shown as it is by clients without Markdown', async () => {
    const { connection, open } = await start(['plaintext']);
    await open(URI, MANIFESTS);
    const hover: Hover = await connection.sendRequest('textDocument/hover', {
      textDocument,
      position: positionIn(
        MANIFESTS,
        `kind: Cluster\nmetadata:\n  name: ${QUOTED.slice(0, 4)}█${QUOTED.slice(4)}\n  namespace`,
      ),
    });
    const { kind, value } = hover.contents as MarkupContent;
    assert.equal(kind, 'plaintext');
    assert.ok(value.includes(`namespace ${EVIL}`), value);
    assert.ok(value.includes(`controlPlaneRef.name: ${EVIL}`), value);
  });
});
