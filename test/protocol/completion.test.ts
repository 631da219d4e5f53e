import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { ClientCapabilities, CompletionItem, CompletionList } from 'vscode-languageserver';
import { SCHEMAS } from '../support/check.ts';
import { type Client, startClient } from '../support/client.ts';
import { rangeIn } from '../support/text-position.ts';

const URI = 'file:///w/pool.yaml';
const POOL = 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: a\nspec:\n';

let client: Client | undefined;
afterEach(() => client?.close());

const RICH: ClientCapabilities = {
  textDocument: {
    completion: {
      completionItem: {
        snippetSupport: true,
        documentationFormat: ['markdown'],
        insertTextModeSupport: { valueSet: [1, 2] },
      },
    },
  },
};

async function ask(text: string, options: { capabilities?: ClientCapabilities; trigger?: string } = {}) {
  client = await startClient({
    schemas: SCHEMAS,
    ...(options.capabilities ? { capabilities: options.capabilities } : {}),
  });
  const offset = text.indexOf('█');
  const before = text.slice(0, offset).split('\n');
  await client.open(URI, text.replace('█', ''));
  const list: CompletionList | null = await client.connection.sendRequest('textDocument/completion', {
    textDocument: { uri: URI },
    position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
    context: options.trigger ? { triggerKind: 2, triggerCharacter: options.trigger } : { triggerKind: 1 },
  });
  assert.notEqual(list?.isIncomplete, true);
  return list?.items ?? [];
}

function named(items: readonly CompletionItem[], label: string): CompletionItem {
  const item = items.find((each) => each.label === label);
  assert.ok(item, label);
  return item;
}

describe('textDocument/completion', () => {
  it('returns snippets to clients that support them, with their own indentation', async () => {
    const pools = named(await ask(`${POOL}  po█\n`, { capabilities: RICH }), 'pools');
    assert.deepEqual(pools.textEdit, {
      range: rangeIn(`${POOL}  po\n`, '  █po█\n'),
      newText: 'pools:\n    - $0',
    });
    assert.equal(pools.insertTextFormat, 2);
    assert.equal(pools.insertTextMode, 1);
    assert.equal(pools.documentation, undefined);
  });

  it('returns plain text to all other clients', async () => {
    const pools = named(await ask(`${POOL}  po█\n`), 'pools');
    assert.ok(pools.textEdit && 'newText' in pools.textEdit);
    assert.equal(pools.textEdit.newText, 'pools:\n    - ');
    assert.equal(pools.insertTextFormat, undefined);
    assert.equal(pools.command, undefined);
  });

  it('sorts items by relevance', async () => {
    const items = await ask(`${POOL}  █\n`);
    const sorted = items.toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
    assert.deepEqual(sorted, items);
    assert.equal(items[0]?.label, 'namePrefix');
  });

  it('adds a short description to every label if the client shows it', async () => {
    const capabilities = { textDocument: { completion: { completionItem: { labelDetailsSupport: true } } } };
    const rich = named(await ask(`${POOL}  █\n`, { capabilities }), 'namePrefix');
    assert.deepEqual([rich.detail, rich.labelDetails], [undefined, { description: 'string, required' }]);
    const plain = named(await ask(`${POOL}  █\n`), 'namePrefix');
    assert.deepEqual([plain.detail, plain.labelDetails], ['string, required', undefined]);
  });

  it('adds the documentation when an item is resolved', async () => {
    const items = await ask(`${POOL}  █\n`, { capabilities: RICH });
    assert.ok(client);
    const resolved: CompletionItem = await client.connection.sendRequest(
      'completionItem/resolve',
      named(items, 'prefix'),
    );
    const { documentation } = resolved;
    assert.ok(typeof documentation === 'object' && documentation.kind === 'markdown');
    assert.match(documentation.value, /At most 128|0 to 128/);
  });

  it('offers the first keys of an empty file', async () => {
    assert.deepEqual(
      (await ask('█')).slice(0, 2).map(({ label }) => label),
      ['apiVersion', 'kind'],
    );
  });

  it('answers to a trigger character only at the start of a word', async () => {
    assert.notEqual((await ask(`${POOL}  █\n`, { trigger: '\n' })).length, 0);
    assert.notEqual((await ask(`${POOL}  pools:\n    - █\n`, { trigger: ' ' })).length, 0);
    assert.equal((await ask(`${POOL}  pools:\n    - start: 1.1.1.█\n`, { trigger: '.' })).length, 0);
    for (const [text, trigger] of [
      ['apiVersion: ipam.█\nkind: IPPool\n', '.'],
      ['apiVersion: ipam.metal3.io/█\nkind: IPPool\n', '/'],
    ] as const) {
      assert.notEqual((await ask(text)).length, 0, text);
      assert.equal((await ask(text, { trigger })).length, 0, text);
    }
    const script =
      'apiVersion: bootstrap.cluster.x-k8s.io/v1beta1\nkind: KubeadmConfig\nmetadata:\n  name: a\nspec:\n  preKubeadmCommands:\n    - echo {{ ds.meta_data.█ }}\n';
    assert.notEqual((await ask(script, { trigger: '.' })).length, 0);
    assert.equal((await ask(script, { trigger: '{' })).length, 0);
    assert.equal((await ask(`# a comment █\n${POOL}`, { trigger: ' ' })).length, 0);
  });
});
