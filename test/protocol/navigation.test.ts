import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, describe, it } from 'node:test';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  DocumentHighlight,
  Location,
  LocationLink,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { type Client, type ClientOptions, edited, startClient } from '../support/client.ts';

const TEXT = readFileSync('examples/correct/cluster.yaml', 'utf8');
const URI = 'file:///w/cluster.yaml';

let client: Client | undefined;
afterEach(() => client?.close());

async function start(options: ClientOptions = {}): Promise<Client> {
  client = await startClient({ files: [{ uri: URI, text: TEXT }], ...options });
  return client;
}

/** Returns the position before the last character of the first occurrence of a text. */
function at(part: string) {
  const before = TEXT.slice(0, TEXT.indexOf(part) + part.length - 1).split('\n');
  return { textDocument: { uri: URI }, position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } };
}

/** Returns the last line of the first occurrence of a text. */
function lineOf(part: string): number {
  return TEXT.slice(0, TEXT.indexOf(part) + part.length).split('\n').length - 1;
}

const KAMAJI_REFERENCE = 'kind: KamajiControlPlane\n    name: capi-quickstart-metal3';
const KAMAJI_NAME = 'kind: KamajiControlPlane\nmetadata:\n  name: capi-quickstart-metal3';

describe('navigation over the protocol', () => {
  it('is announced, with a prepared rename only for clients that support it', async () => {
    const { initialized } = await start();
    const { capabilities } = initialized;
    for (const name of ['definition', 'declaration', 'implementation', 'references', 'documentHighlight'])
      assert.equal(capabilities[`${name}Provider` as 'hoverProvider'], true, name);
    assert.equal(capabilities.renameProvider, true);
    client?.close();
    const second = await start({ capabilities: { textDocument: { rename: { prepareSupport: true } } } });
    assert.deepEqual(second.initialized.capabilities.renameProvider, { prepareProvider: true });
  });

  it('finds the definition, as a link for clients that support links', async () => {
    const { connection } = await start();
    const [location] = await connection.sendRequest<Location[]>('textDocument/definition', at(KAMAJI_REFERENCE));
    assert.equal(location?.uri, URI);
    assert.equal(location?.range.start.line, lineOf(KAMAJI_NAME));
    client?.close();
    const second = await start({ capabilities: { textDocument: { definition: { linkSupport: true } } } });
    const [link] = await second.connection.sendRequest<LocationLink[]>('textDocument/definition', at(KAMAJI_REFERENCE));
    assert.deepEqual(link?.targetSelectionRange, location?.range);
    assert.ok((link?.targetRange.start.line ?? 0) < lineOf(KAMAJI_NAME));
  });

  it('finds references, with the definition on request', async () => {
    const { connection } = await start();
    const ask = (includeDeclaration: boolean) =>
      connection.sendRequest<Location[]>('textDocument/references', {
        ...at(KAMAJI_NAME),
        context: { includeDeclaration },
      });
    const [without, all] = [await ask(false), await ask(true)];
    assert.deepEqual(
      without.map(({ range }) => range.start.line),
      [lineOf(KAMAJI_REFERENCE)],
    );
    assert.equal(all.length, without.length + 1);
    const highlights = await connection.sendRequest<DocumentHighlight[]>(
      'textDocument/documentHighlight',
      at(KAMAJI_NAME),
    );
    assert.deepEqual(highlights.map(({ kind }) => kind).sort(), [2, 3]);
  });

  it('renames in one edit, and gives the reason if a name cannot be renamed', async () => {
    const { connection } = await start({ capabilities: { textDocument: { rename: { prepareSupport: true } } } });
    const place = at(KAMAJI_REFERENCE);
    const prepared = await connection.sendRequest<{ placeholder: string }>('textDocument/prepareRename', place);
    assert.equal(prepared.placeholder, 'capi-quickstart-metal3');
    const edit = await connection.sendRequest<WorkspaceEdit>('textDocument/rename', { ...place, newName: 'edge' });
    const after = edited(TEXT, URI, edit);
    assert.equal(
      after,
      TEXT.replace(KAMAJI_REFERENCE, KAMAJI_REFERENCE.replace('capi-quickstart-metal3', 'edge')).replace(
        KAMAJI_NAME,
        KAMAJI_NAME.replace('capi-quickstart-metal3', 'edge'),
      ),
    );
    await assert.rejects(
      connection.sendRequest('textDocument/rename', { ...place, newName: 'Edge One' }),
      /"Edge One" is not a valid object name/,
    );
    await assert.rejects(connection.sendRequest('textDocument/prepareRename', at('spec:')), /Only names of objects/);
  });

  it('includes files that are not open, each with its version', async () => {
    const [cluster = '', ...others] = TEXT.split('---\n').filter((text) => text.includes('kind: '));
    const workers = { uri: 'file:///w/others.yaml', text: others.join('---\n') };
    const { connection, open } = await start({ files: [{ uri: URI, text: cluster }, workers] });
    await open(URI, cluster, 7);
    const line = cluster.split('\n').indexOf('  name: test1');
    const place = { textDocument: { uri: URI }, position: { line, character: 10 } };
    const found = await connection.sendRequest<Location[]>('textDocument/references', {
      ...place,
      context: { includeDeclaration: false },
    });
    assert.ok(found.length > 3 && found.every(({ uri }) => uri === workers.uri));
    const { documentChanges = [] } = await connection.sendRequest<WorkspaceEdit>('textDocument/rename', {
      ...place,
      newName: 'edge',
    });
    const versions = documentChanges.map(
      (each) => 'textDocument' in each && [each.textDocument.uri, each.textDocument.version],
    );
    assert.deepEqual(versions, [
      [URI, 7],
      [workers.uri, null],
    ]);
  });

  it('returns edits without versions to clients that do not support versions', async () => {
    const plain = await start({ capabilities: { workspace: { workspaceEdit: {} } } });
    const ask = ({ connection }: Client) =>
      connection.sendRequest<WorkspaceEdit>('textDocument/rename', { ...at(KAMAJI_REFERENCE), newName: 'edge' });
    const { documentChanges: none, changes = {} } = await ask(plain);
    assert.equal(none, undefined);
    plain.close();
    const { documentChanges = [], changes: nothing } = await ask(await start());
    assert.equal(nothing, undefined);
    assert.deepEqual(
      Object.entries(changes),
      documentChanges.map((each) => 'textDocument' in each && [each.textDocument.uri, each.edits]),
    );
    assert.ok((changes[URI]?.length ?? 0) > 1);
  });

  it('does not rename a name that contains a template variable', async () => {
    const text = TEXT.replaceAll('name: test1', 'name: edge-${CLUSTER_NAME}').replaceAll(
      'Name: test1',
      'Name: edge-${CLUSTER_NAME}',
    );
    const { connection } = await start({ files: [{ uri: URI, text }] });
    const line = text.split('\n').findIndex((each) => each.includes('clusterName: edge-${'));
    const place = {
      textDocument: { uri: URI },
      position: { line, character: text.split('\n')[line]?.indexOf('edge') ?? 0 },
    };
    await assert.rejects(connection.sendRequest('textDocument/prepareRename', place), /Rename its variable/);
    const [definition] = await connection.sendRequest<Location[]>('textDocument/definition', place);
    assert.equal(text.split('\n')[definition?.range.start.line ?? 0]?.trim(), 'name: edge-${CLUSTER_NAME}');
  });

  it('shows referring objects and referenced objects as a call hierarchy', async () => {
    const { connection } = await start();
    const [item] = await connection.sendRequest<CallHierarchyItem[]>(
      'textDocument/prepareCallHierarchy',
      at(KAMAJI_REFERENCE),
    );
    assert.equal(item?.name, 'KamajiControlPlane "capi-quickstart-metal3"');
    const incoming = await connection.sendRequest<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item });
    assert.deepEqual(
      incoming.map(({ from }) => from.name),
      ['Cluster "test1"'],
    );
    assert.equal(incoming[0]?.fromRanges[0]?.start.line, lineOf(KAMAJI_REFERENCE));
    const [cluster] = incoming;
    const outgoing = await connection.sendRequest<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', {
      item: cluster?.from,
    });
    assert.deepEqual(
      outgoing.map(({ to }) => to.name),
      ['KamajiControlPlane "capi-quickstart-metal3"', 'Metal3Cluster "test1"'],
    );
  });

  it('returns null for an unknown file', async () => {
    const { connection } = await start();
    const nowhere = { textDocument: { uri: 'file:///w/none.yaml' }, position: { line: 0, character: 0 } };
    for (const method of ['definition', 'declaration', 'implementation', 'documentHighlight', 'documentLink'])
      assert.equal(await connection.sendRequest(`textDocument/${method}`, nowhere), null, method);
  });
});
