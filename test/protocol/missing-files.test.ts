import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { type Client, startClient } from '../support/client.ts';
import type { FixtureFile } from '../support/fixture.ts';

const URI = 'file:///w/prod/kustomization.yaml';
const BASE = 'file:///w/base/kustomization.yaml';
const SETTINGS = 'file:///w/prod/settings.env';
const TEXT = 'resources:\n  - ../base\nconfigMapGenerator:\n  - name: settings\n    envs: [settings.env]\n';
const [CREATED, DELETED] = [1, 3];

let client: Client | undefined;
afterEach(() => client?.close());

async function started(files: FixtureFile[]): Promise<Client> {
  client = await startClient({ files });
  return client;
}

/** Waits until the kustomization has findings on some lines. */
async function linesAre(lines: readonly number[], { published, nextPublished }: Client): Promise<void> {
  const isThere = ({ uri, diagnostics }: (typeof published)[number]) =>
    uri === URI && diagnostics.map(({ range }) => range.start.line).join() === lines.join();
  const last = published.findLast(({ uri }) => uri === URI);
  if (last ? !isThere(last) : lines.length > 0) await nextPublished(isThere);
}

describe('files that a kustomization names', () => {
  it('are reported while they do not exist', async () => {
    const files = [{ uri: URI, text: TEXT }];
    const { connection } = await started(files);
    const changed = (uri: string, type: number) =>
      connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
    assert.ok(client);
    await linesAre([1, 4], client);
    files.push({ uri: SETTINGS, text: 'a=b' });
    await changed(SETTINGS, CREATED);
    await linesAre([1], client);
    // Some clients report only the folder.
    files.push({ uri: BASE, text: 'namespace: a\n' });
    await changed('file:///w/base', CREATED);
    await linesAre([], client);
    files.pop();
    await changed('file:///w/base', DELETED);
    await linesAre([1], client);
  });

  it('are read when an edit names others', async () => {
    const { open, change } = await started([
      { uri: URI, text: 'resources: []\n' },
      { uri: BASE, text: 'namespace: a\n' },
    ]);
    assert.ok(client);
    await open(URI, 'resources:\n  - ../base\n');
    await linesAre([], client);
    await change(URI, 2, [{ text: 'resources:\n  - ../bases\n' }]);
    await linesAre([1], client);
  });

  it('are unknown outside of the workspace folders', async () => {
    const { open } = await started([]);
    assert.ok(client);
    await open('file:///w/kustomization.yaml', 'resources:\n  - ../elsewhere\n  - none.yaml\n');
    const { diagnostics } = await client.nextPublished(
      ({ uri, diagnostics: found }) => uri === 'file:///w/kustomization.yaml' && found.length > 0,
    );
    assert.deepEqual(
      diagnostics.map(({ range }) => range.start.line),
      [2],
    );
  });
});
