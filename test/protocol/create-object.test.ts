import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { CREATE_OBJECT, type DocumentEdits } from '../../protocol/index.ts';
import { type Client, startClient } from '../support/client.ts';
import { rangeOfMark, readFixture } from '../support/fixture.ts';

const FIXTURE = readFixture(`\
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata:
  name: workers
#       ^^^^^^^ name
spec:
  clusterName: edge
  selector: {}
  template:
    spec:
      clusterName: edge
      bootstrap:
        dataSecretName: workers
      infrastructureRef:
        apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
        kind: Metal3MachineTemplate
        name: workr
#             ^^^^^ missing
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3MachineTemplate
metadata:
  name: others
spec:
  template:
    spec:
      image:
        url: http://192.0.2.1/node.raw
        checksum: http://192.0.2.1/node.raw.sha256sum
`);
const [{ text: TEXT } = { text: '' }] = FIXTURE.files;
const URI = 'file:///w/my%20cluster.yaml';
const CLIENT_URI = 'file:///w/my cluster.yaml';

let client: Client | undefined;
afterEach(() => client?.close());

/** Returns the range of the mark with a text. */
function rangeOf(name: string) {
  const mark = FIXTURE.marks.find(({ text }) => text === name);
  assert.ok(mark, name);
  return rangeOfMark(FIXTURE, mark);
}

async function createAt(position: { line: number; character: number }): Promise<readonly DocumentEdits[]> {
  client?.close();
  client = await startClient({ files: [{ uri: URI, text: TEXT }] });
  await client.open(CLIENT_URI, TEXT);
  return client.connection.sendRequest<readonly DocumentEdits[]>(CREATE_OBJECT, { uri: CLIENT_URI, position });
}

describe('the creation of a missing object', () => {
  it('adds a document after the one that refers to it', async () => {
    const [document, ...others] = await createAt(rangeOf('missing').start);
    assert.equal(others.length, 0);
    assert.equal(document?.uri, CLIENT_URI);
    const [edit] = document?.edits ?? [];
    assert.match(
      edit?.newText ?? '',
      /^---\napiVersion: .*\nkind: Metal3MachineTemplate\nmetadata:\n {2}name: workr\n/,
    );
    assert.deepEqual(edit?.range.start, edit?.range.end);
    assert.equal(edit?.range.start.line, rangeOf('missing').end.line + 1);
  });

  it('does nothing at a reference to an object in the workspace, and at other positions', async () => {
    assert.deepEqual(await createAt(rangeOf('name').start), []);
    assert.deepEqual(await createAt({ ...rangeOf('missing').start, character: 0 }), []);
    assert.ok(client);
    const nowhere = { uri: 'file:///w/none.yaml', position: { line: 0, character: 0 } };
    assert.deepEqual(await client.connection.sendRequest(CREATE_OBJECT, nowhere), []);
  });
});
