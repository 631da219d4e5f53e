import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Client, startClient } from '../support/client.ts';
import { REQUESTS } from './requests.ts';
import { NEIGHBOR } from './texts.ts';

const URI = 'file:///w/x.yaml';

/** Checks that another text still gets its findings. */
async function isWell(client: Client): Promise<void> {
  const uri = 'file:///w/well.yaml';
  await client.open(uri, NEIGHBOR);
  const { items = [] } = await client.pull(uri);
  assert.deepEqual(
    items.map(({ code }) => code),
    ['unknown-field'],
  );
}

/** Returns the code of the error response to a request; undefined for a result. */
async function ask(client: Client, method: string, params: object | undefined | null): Promise<number | undefined> {
  try {
    await client.connection.sendRequest(method, params as object);
    return undefined;
  } catch (error) {
    return (error as { code: number }).code;
  }
}

async function withClient(run: (client: Client) => Promise<void>): Promise<void> {
  const client = await startClient({ pulls: true, files: [{ uri: 'file:///w/neighbor.yaml', text: NEIGHBOR }] });
  try {
    await run(client);
    await isWell(client);
  } finally {
    client.close();
  }
}

const NUMBERS: readonly unknown[] = [-1, 0, 1e9, 2 ** 31, 2 ** 53, 1.5, null, 'x', {}, 1e308];

describe('a server with invalid input', () => {
  it('tolerates invalid positions', () =>
    withClient(async (client) => {
      await client.open(URI, NEIGHBOR);
      let version = 1;
      for (const line of NUMBERS)
        for (const character of NUMBERS) {
          const position = { line, character } as { line: number; character: number };
          for (const [method, params] of REQUESTS(URI, position)) await ask(client, method, params);
          for (const [start, end] of [
            [position, { line: 0, character: 0 }],
            [{ line: 0, character: 0 }, position],
            [position, position],
          ])
            await client.change(URI, ++version, [{ range: { start, end }, text: 'a' }]);
        }
      await client.pull(URI);
    }));

  it('tolerates ranges that end before they start', () =>
    withClient(async (client) => {
      await client.open(URI, NEIGHBOR);
      await client.change(URI, 2, [
        { range: { start: { line: 5, character: 3 }, end: { line: 1, character: 0 } }, text: 'z' },
      ]);
      await client.pull(URI);
    }));

  it('tolerates malformed notifications and requests', () =>
    withClient(async (client) => {
      const odd = [
        {},
        { textDocument: null },
        { textDocument: {} },
        { textDocument: { uri: null, text: null } },
        { textDocument: { uri: 5 } },
        [],
        { textDocument: { uri: URI }, position: null },
        { textDocument: { uri: URI }, contentChanges: [null] },
        { changes: [null] },
        { event: null },
      ];
      const notifications = [
        'textDocument/didOpen',
        'textDocument/didChange',
        'textDocument/didClose',
        'workspace/didChangeWatchedFiles',
        'workspace/didChangeConfiguration',
        'workspace/didChangeWorkspaceFolders',
        '$/cancelRequest',
        '$/setTrace',
        'kamajiMetal3/redHatYaml',
      ];
      for (const params of odd) {
        for (const method of notifications) await client.connection.sendNotification(method, params);
        for (const [method] of REQUESTS(URI, { line: 0, character: 0 })) await ask(client, method, params);
        for (const method of [
          'textDocument/diagnostic',
          'completionItem/resolve',
          'codeAction/resolve',
          'callHierarchy/incomingCalls',
          'unknown/method',
        ])
          await ask(client, method, params);
      }
    }));

  it('tolerates changes of documents that are not open, and documents that are opened twice', () =>
    withClient(async (client) => {
      await client.change(URI, 1, [{ text: NEIGHBOR }]);
      await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: URI } });
      await client.open(URI, NEIGHBOR);
      await client.open(URI, 'a');
      await client.pull(URI);
    }));

  const uris = [
    'untitled:Untitled-1',
    'file:///c%3A/x%2Fy.yaml',
    'file://server/share/x.yaml',
    'c:\\x\\y.yaml',
    '/abs/x.yaml',
    'x.yaml',
    '',
    ' ',
    ':',
    'file:',
    'file:////x',
    'file:///%',
    'file:///%zz.yaml',
    'file:///\ud800.yaml',
    'http://h/x.yaml',
    'file:///w/kustomization.yaml?x#y',
    '__proto__',
    `file:///${'a'.repeat(100_000)}.yaml`,
  ];
  for (const uri of [...uris, `file:///${'a/'.repeat(5_000)}x.yaml`])
    it(`tolerates the URI ${uri.slice(0, 40)} of ${uri.length} characters`, () =>
      withClient(async (client) => {
        await client.open(uri, NEIGHBOR);
        for (const [method, params] of REQUESTS(uri, { line: 3, character: 9 })) {
          const code = await ask(client, method, params);
          assert.ok(code === undefined || code === -32803, `${method} fails with ${code}`);
        }
        await client.change(uri, 2, [
          { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '# x\n' },
        ]);
        assert.ok((await client.pull(uri)).items);
        await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
      }));

  it('answers many concurrent requests and cancellations', () =>
    withClient(async (client) => {
      await client.open(URI, NEIGHBOR);
      const position = { line: 5, character: 9 };
      const requests = Array.from({ length: 100 }, () =>
        REQUESTS(URI, position).map(([method, params]) => ask(client, method, params)),
      ).flat();
      for (let id = 0; id < 1000; id++) await client.connection.sendNotification('$/cancelRequest', { id });
      const codes = new Set(await Promise.all(requests));
      // A result, cancelled, or nothing to rename.
      assert.deepEqual(
        [...codes].filter((code) => code !== undefined && code !== -32800 && code !== -32803),
        [],
      );
    }));

  it('follows added and removed folders', async () => {
    const files = Array.from({ length: 50 }, (_, at) => ({ uri: `file:///f${at}/x.yaml`, text: NEIGHBOR }));
    const client = await startClient({ pulls: true, files, capabilities: { workspace: { workspaceFolders: true } } });
    for (let round = 0; round < 3; round++)
      for (let at = 0; at < 50; at++) {
        const folder = { uri: `file:///f${at}`, name: 'f' };
        const isIn = round !== 1 || at % 2 === 0;
        const event = isIn ? { added: [folder], removed: [] } : { added: [], removed: [folder] };
        await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
      }
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: 'file:///f1', name: 'f' }] },
    });
    const found = async () =>
      (
        (await client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] })) as {
          items: { uri: string }[];
        }
      ).items.map(({ uri }) => uri);
    for (let tries = 0; tries < 100 && (await found()).length !== 49; tries++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const left = await found();
    assert.equal(left.length, 49);
    assert.ok(!left.includes('file:///f1/x.yaml'));
    // Changes in a removed folder do not add it again.
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: 'file:///f1/x.yaml', type: 2 }],
    });
    await isWell(client);
    assert.ok(!(await found()).includes('file:///f1/x.yaml'));
    client.close();
  });
});
