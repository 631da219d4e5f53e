import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, describe, it } from 'node:test';
import { CREATE_OBJECT, type DocumentEdits } from '../../protocol/index.ts';
import { type Client, startClient } from '../support/client.ts';

const TEXT = readFileSync('examples/mistakes/cluster.yaml', 'utf8');
const URI = 'file:///w/my%20cluster.yaml';
const CLIENT_URI = 'file:///w/my cluster.yaml';
const LINES = TEXT.split('\n');

let client: Client | undefined;
afterEach(() => client?.close());

async function create(line: string, character: number): Promise<readonly DocumentEdits[]> {
  client?.close();
  client = await startClient({ files: [{ uri: URI, text: TEXT }] });
  await client.open(CLIENT_URI, TEXT);
  const position = { line: LINES.findIndex((each) => each.endsWith(line)), character };
  assert.ok(position.line >= 0, line);
  return client.connection.sendRequest<readonly DocumentEdits[]>(CREATE_OBJECT, { uri: CLIENT_URI, position });
}

describe('the creation of a missing object', () => {
  const reference = 'name: edge-1-worker';
  const character = LINES.find((each) => each.endsWith(reference))?.indexOf('edge') ?? 0;

  it('adds a document after the one that refers to it', async () => {
    const [document, ...others] = await create(reference, character);
    assert.equal(others.length, 0);
    assert.equal(document?.uri, CLIENT_URI);
    const [edit] = document?.edits ?? [];
    assert.match(
      edit?.newText ?? '',
      /^---\napiVersion: .*\nkind: Metal3MachineTemplate\nmetadata:\n {2}name: edge-1-worker\n/,
    );
    assert.deepEqual(edit?.range.start, edit?.range.end);
    assert.ok((edit?.range.start.line ?? 0) > LINES.findIndex((each) => each.endsWith(reference)));
  });

  it('does nothing at a reference to an object in the workspace, and at other positions', async () => {
    assert.deepEqual(await create('kind: KamajiControlPlane', 0), []);
    assert.deepEqual(await create(reference, 0), []);
    assert.ok(client);
    const nowhere = { uri: 'file:///w/none.yaml', position: { line: 0, character: 0 } };
    assert.deepEqual(await client.connection.sendRequest(CREATE_OBJECT, nowhere), []);
  });
});
