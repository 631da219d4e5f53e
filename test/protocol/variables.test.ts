import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type {
  CompletionList,
  Hover,
  Location,
  MarkupContent,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { VARIABLES, type VariablesResult } from '../../protocol/index.ts';
import { type Client, startClient } from '../support/client.ts';
import { rangeIn } from '../support/text-position.ts';

const URI = 'file:///w/cluster-template.yaml';
const TEMPLATE = `# For \${CLUSTER_NAME}
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: \${CLUSTER_NAME}
  namespace: \${NAMESPACE:=default}
spec:
  infrastructureRef:
    apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
    kind: Metal3Cluster
    name: "\${CLUSTER_NAME}-metal"
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3Cluster
metadata:
  name: "\${CLUSTER_NAME}-metal"
spec:
  controlPlaneEndpoint:
    host: \${HOST}
    port: 6443
`;
const SCRIPT = `apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
kind: KubeadmConfigTemplate
metadata:
  name: workers
spec:
  template:
    spec:
      preKubeadmCommands:
        - |
          echo "\${HOME}"
`;

let client: Client | undefined;
afterEach(() => client?.close());

/** Returns the position after the nth occurrence of a text, counted from 1. */
function positionAfter(text: string, part: string, n = 1) {
  let at = -1;
  for (let count = 0; count < n; count++) at = text.indexOf(part, at + 1);
  const before = text.slice(0, at + part.length).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

async function ask<T>(method: string, position: object, text = TEMPLATE, uri = URI, more = {}): Promise<T> {
  client?.close();
  client = await startClient();
  await client.open(uri, text);
  return client.connection.sendRequest(method, { textDocument: { uri }, position, ...more });
}

function edited(text: string, edit: WorkspaceEdit): string {
  const lines = text.split('\n');
  const [change] = (edit.documentChanges ?? []) as TextDocumentEdit[];
  for (const each of (change?.edits ?? []).toReversed()) {
    if (!('newText' in each)) continue;
    const { start, end } = each.range;
    const line = lines[start.line] ?? '';
    lines[start.line] = line.slice(0, start.character) + each.newText + line.slice(end.character);
  }
  return lines.join('\n');
}

describe('template variables', () => {
  it('are renamed in the complete file, including comments', async () => {
    const position = positionAfter(TEMPLATE, '${CLUSTER', 3);
    const { placeholder } = await ask<{ placeholder: string }>('textDocument/prepareRename', position);
    assert.equal(placeholder, 'CLUSTER_NAME');
    const edit: WorkspaceEdit = await ask('textDocument/rename', position, TEMPLATE, URI, { newName: 'EDGE' });
    assert.equal(edited(TEMPLATE, edit), TEMPLATE.replaceAll('CLUSTER_NAME', 'EDGE'));
  });

  it('keep their defaults when renamed, and cannot get a name that exists or that clusterctl does not accept', async () => {
    const position = positionAfter(TEMPLATE, '${NAME');
    const edit: WorkspaceEdit = await ask('textDocument/rename', position, TEMPLATE, URI, { newName: 'NS' });
    assert.equal(edited(TEMPLATE, edit), TEMPLATE.replace('${NAMESPACE:=default}', '${NS:=default}'));
    for (const [newName, why] of [
      ['HOST', /already has a variable HOST/],
      ['my-host', /letters, digits and "_"/],
    ] as const)
      await assert.rejects(ask('textDocument/rename', position, TEMPLATE, URI, { newName }), why);
  });

  it('show their default and their uses in a hover', async () => {
    const of = async (position: object) =>
      ((await ask<Hover>('textDocument/hover', position)).contents as MarkupContent).value;
    assert.match(await of(positionAfter(TEMPLATE, '${HO')), /^Variable HOST: no default, value required\. Line 19 of/);
    assert.match(
      await of(positionAfter(TEMPLATE, '${NAMES')),
      /^Variable NAMESPACE: default by default\. Line 6 of this file\./,
    );
    assert.match(
      await of(positionAfter(TEMPLATE, '${CLU', 2)),
      /Lines 1, 5, 11, 16 of this file\.[\s\S]*metadata\.name/,
    );
  });

  it('are found as references if the name that contains them has no target', async () => {
    const context = { includeDeclaration: true };
    const found: Location[] = await ask('textDocument/references', positionAfter(TEMPLATE, '${HO'), TEMPLATE, URI, {
      context,
    });
    assert.deepEqual(
      found.map(({ range }) => range.start.line),
      [18],
    );
    // The definition of an object's name is the object.
    const [object] = await ask<Location[]>('textDocument/definition', positionAfter(TEMPLATE, '"${CLU'));
    assert.equal(object?.range.start.line, 15);
  });

  it('are offered after a brace, with the closing brace', async () => {
    const text = TEMPLATE.replace('port: 6443', 'port: ${');
    const list: CompletionList = await ask('textDocument/completion', positionAfter(text, 'port: ${'), text);
    assert.deepEqual(
      list.items.map(({ label, detail, textEdit }) => [
        label,
        detail,
        textEdit && 'newText' in textEdit && textEdit.newText,
      ]),
      [
        ['CLUSTER_NAME', 'no default', 'CLUSTER_NAME}'],
        ['NAMESPACE', 'default', 'NAMESPACE}'],
        ['HOST', 'no default', 'HOST}'],
      ],
    );
  });

  it('are ignored in a script that is not a clusterctl template, because they belong to the shell', async () => {
    const position = positionAfter(SCRIPT, '${HO');
    const shell = 'file:///w/workers.yaml';
    await assert.rejects(ask('textDocument/prepareRename', position, SCRIPT, shell), /Only names of objects/);
    const { placeholder } = await ask<{ placeholder: string }>('textDocument/prepareRename', position, SCRIPT);
    assert.equal(placeholder, 'HOME');
  });

  it('are listed with their defaults and uses', async () => {
    client = await startClient();
    await client.open(URI, TEMPLATE);
    const listed: VariablesResult = await client.connection.sendRequest(VARIABLES, { uri: URI });
    assert.deepEqual(
      listed.map(({ name, default: value, ranges }) => [name, value, ranges.map(({ start }) => start.line)]),
      [
        ['CLUSTER_NAME', undefined, [0, 4, 10, 15]],
        ['HOST', undefined, [18]],
        ['NAMESPACE', 'default', [5]],
      ],
    );
    const [first] = listed[1]?.ranges ?? [];
    assert.deepEqual(first, rangeIn(TEMPLATE, '${HOST}'));
    assert.deepEqual(await client.connection.sendRequest(VARIABLES, { uri: 'file:///w/other.yaml' }), []);
  });
});
