import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { type Client, edited, startClient } from '../support/client.ts';
import { positionIn } from '../support/text-position.ts';

const URI = 'file:///w/pools.yaml';

let client: Client | undefined;
afterEach(() => client?.close());

function pool(name: string, prefix: string): string {
  return `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata:
  name: ${name}
spec:
  namePrefix: ${name}
  prefix: ${prefix}
`;
}

const TITLE = /^Fix all (\d) problems of wrong-type in this file$/;

async function actionsAt(text: string, part: string) {
  client = await startClient({ files: [{ uri: URI, text }] });
  await client.open(URI, text);
  const start = positionIn(text, part);
  return client.codeActions(URI, { start, end: start });
}

describe('the quick fix for all problems of a rule', () => {
  it('applies their unambiguous fixes in the file', async () => {
    const text = `${pool('a', '"24"')}---\n${pool('b', '"25"')}`;
    const actions = await actionsAt(text, '█"24"');
    const titles = actions.map(({ title }) => title);
    const action = actions.find(({ title }) => TITLE.test(title));
    assert.ok(action, titles.join('\n'));
    assert.equal(TITLE.exec(action.title)?.[1], '2');
    assert.equal(edited(text, URI, action.edit), `${pool('a', '24')}---\n${pool('b', '25')}`);
    assert.equal(action.diagnostics?.length, 2);
    assert.equal(action.isPreferred, undefined);
    // After the fix of the one problem, before the suppressions.
    assert.equal(titles.indexOf('Remove quotes: 24'), titles.indexOf(action.title) - 1);
  });

  it('is not offered for one problem, nor at another one', async () => {
    const one = await actionsAt(pool('a', '"24"'), '█"24"');
    assert.ok(!one.some(({ title }) => TITLE.test(title)));
    client?.close();
    const text = `${pool('a', '"24"')}---\n${pool('b', '"25"')}---\n${pool('c', 'x')}`;
    const other = await actionsAt(text, 'prefix: █x');
    assert.ok(other.some(({ title }) => title.startsWith('Ignore wrong-type')));
    assert.ok(!other.some(({ title }) => TITLE.test(title)));
  });
});
