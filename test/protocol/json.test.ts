import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { CodeAction, Location, TextDocumentEdit } from 'vscode-languageserver';
import { SCHEMAS } from '../support/check.ts';
import { type Client, startClient } from '../support/client.ts';
import { positionIn } from '../support/text-position.ts';

const POOL = `{
  "apiVersion": "ipam.metal3.io/v1alpha1",
  "kind": "IPPool",
  "metadata": { "name": "pool" },
  "spec": { "namePrefix": "pool", "prefx": 24 }
}
`;
const CLAIM = `apiVersion: ipam.metal3.io/v1alpha1
kind: IPClaim
metadata:
  name: claim
spec:
  pool:
    name: pool
`;
const SCRIPTS = '{ "name": "a", "scripts": { "build": "echo ${HOME} ${HOME}" } }\n';

let client: Client | undefined;
afterEach(() => client?.close());

describe('JSON over the protocol', () => {
  it('is checked if it is a manifest, and fixed as JSON', async () => {
    client = await startClient({ schemas: SCHEMAS, pulls: true });
    const { open, pull, codeActions } = client;
    await open('file:///w/pool.json', POOL);
    const { items = [] } = await pull('file:///w/pool.json');
    assert.deepEqual(
      items.map(({ code }) => code),
      ['unknown-field'],
    );
    const actions: CodeAction[] = await codeActions('file:///w/pool.json', items[0]?.range as never);
    const [change] = (actions[0]?.edit?.documentChanges ?? []) as TextDocumentEdit[];
    assert.equal(actions[0]?.title, 'Rename to prefix');
    assert.deepEqual(
      change?.edits.map((edit) => 'newText' in edit && edit.newText),
      ['"prefix"'],
    );
    assert.ok(!actions.some(({ title }) => title.startsWith('Ignore')), 'JSON has no comments');
  });

  it('is read from disk, and is the target of a definition request', async () => {
    client = await startClient({ schemas: SCHEMAS, files: [{ uri: 'file:///w/pool.json', text: POOL }] });
    await client.open('file:///w/claim.yaml', CLAIM);
    const found: Location[] = await client.connection.sendRequest('textDocument/definition', {
      textDocument: { uri: 'file:///w/claim.yaml' },
      position: positionIn(CLAIM, 'name: p█ool'),
    });
    assert.deepEqual(
      found.map(({ uri, range }) => `${uri}:${range.start.line}`),
      ['file:///w/pool.json:3'],
    );
  });

  it('is ignored if it is not a manifest', async () => {
    client = await startClient({ schemas: SCHEMAS, pulls: true });
    const { connection, open, pull } = client;
    const textDocument = { uri: 'file:///w/package.json' };
    await open(textDocument.uri, SCRIPTS);
    assert.deepEqual((await pull(textDocument.uri)).items, []);
    const position = { line: 0, character: SCRIPTS.indexOf('HOME') + 1 };
    for (const [method, answer] of [
      ['hover', null],
      ['completion', null],
      ['definition', null],
      ['references', null],
      ['documentHighlight', null],
      ['documentSymbol', null],
      ['foldingRange', null],
      ['codeLens', null],
    ] as const)
      assert.deepEqual(
        await connection.sendRequest(`textDocument/${method}`, {
          textDocument,
          position,
          context: { includeDeclaration: true },
        }),
        answer,
        method,
      );
    const renamed = connection.sendRequest('textDocument/rename', { textDocument, position, newName: 'X' });
    assert.equal(await renamed.catch(() => null), null);
  });
});
