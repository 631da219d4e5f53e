import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import {
  type FoldingRange,
  type Hover,
  MarkupContent,
  type SelectionRange,
  type TextEdit,
} from 'vscode-languageserver';
import { SCHEMAS } from '../support/check.ts';
import { type Client, startClient } from '../support/client.ts';
import { positionIn, rangeIn } from '../support/text-position.ts';

const URI = 'file:///w/pool.yaml';
const POOL = 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: a\nspec:\n  prefix: 24\n';
const AT_PREFIX = positionIn(POOL, 'pr█efix');

let client: Client | undefined;
afterEach(() => client?.close());

async function opened(capabilities = {}): Promise<Client> {
  client = await startClient({ schemas: SCHEMAS, capabilities });
  await client.open(URI, POOL);
  return client;
}

async function hover(capabilities = {}): Promise<Hover | null> {
  const { connection } = await opened(capabilities);
  return connection.sendRequest('textDocument/hover', { textDocument: { uri: URI }, position: AT_PREFIX });
}

describe('hover and structure', () => {
  it('return Markdown to clients that support it, and plain text to all others', async () => {
    const rich = await hover({ textDocument: { hover: { contentFormat: ['markdown'] } } });
    assert.deepEqual(rich?.range, rangeIn(POOL, 'prefix'));
    assert.ok(MarkupContent.is(rich?.contents) && rich.contents.kind === 'markdown');
    assert.match(rich.contents.value, /`spec\.prefix`/);
    client?.close();
    const plain = await hover();
    assert.ok(MarkupContent.is(plain?.contents) && plain.contents.kind === 'plaintext');
    assert.match(plain.contents.value, /^spec\.prefix · integer/);
  });

  it('fold, expand selections, and indent a new line', async () => {
    const { connection, change } = await opened();
    const folds: FoldingRange[] = await connection.sendRequest('textDocument/foldingRange', {
      textDocument: { uri: URI },
    });
    assert.deepEqual(folds[0], { startLine: 0, endLine: 5 });
    const [selection]: SelectionRange[] = await connection.sendRequest('textDocument/selectionRange', {
      textDocument: { uri: URI },
      positions: [AT_PREFIX],
    });
    assert.deepEqual(selection?.parent?.range, rangeIn(POOL, 'prefix: 24'));
    await change(URI, 2, [{ range: { start: { line: 6, character: 0 }, end: { line: 6, character: 0 } }, text: '\n' }]);
    const edits: TextEdit[] = await connection.sendRequest('textDocument/onTypeFormatting', {
      textDocument: { uri: URI },
      position: { line: 6, character: 0 },
      ch: '\n',
      options: { tabSize: 2, insertSpaces: true },
    });
    assert.deepEqual(edits, [
      { range: { start: { line: 6, character: 0 }, end: { line: 6, character: 0 } }, newText: '  ' },
    ]);
  });

  it('return the outer folding ranges if the client limits their number', async () => {
    const { connection } = await opened({ textDocument: { foldingRange: { rangeLimit: 1 } } });
    const textDocument = { uri: URI };
    const folds: FoldingRange[] = await connection.sendRequest('textDocument/foldingRange', { textDocument });
    assert.deepEqual(folds, [{ startLine: 0, endLine: 5 }]);
  });

  it('show where a reference was resolved, and among how many objects', async () => {
    const claim =
      'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPClaim\nmetadata:\n  name: c\nspec:\n  pool:\n    name: a\n';
    client = await startClient({ schemas: SCHEMAS });
    const { open, connection } = client;
    await open('file:///w/prod/claim.yaml', claim);
    const resolution = async () => {
      const found: Hover | null = await connection.sendRequest('textDocument/hover', {
        textDocument: { uri: 'file:///w/prod/claim.yaml' },
        position: positionIn(claim, '    name: █a'),
      });
      return /Resolved in .*|none is nearer.*/.exec(MarkupContent.is(found?.contents) ? found.contents.value : '')?.[0];
    };
    await open('file:///w/shared/pool.yaml', POOL);
    assert.equal(await resolution(), 'Resolved in ../shared.');
    await open('file:///w/dev/pool.yaml', POOL);
    assert.equal(await resolution(), 'none is nearer than the others:');
    await open('file:///w/prod/pools/pool.yaml', POOL);
    assert.equal(await resolution(), 'Resolved in pools, the nearest of 3 objects with this name.');
  });
});
