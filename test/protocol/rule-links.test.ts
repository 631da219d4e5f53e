import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ClientCapabilities } from 'vscode-languageserver';
import { bundledPageUri, readablePage, writePages } from '../../server/src/node/rule-pages.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';
import { type Client, type ClientOptions, startClient } from '../support/client.ts';

const URI = 'file:///w/pool.yaml';
const POOL =
  'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata: {name: a}\nspec: {namePrefix: a, prefx: 24}\n';
const PAGES = { 'unknown-field': 'A field that the schema does not define.' };
const TEMPLATE = 'kamaji-metal3:/rules/{rule}.md';
const SHOWS_LINKS: ClientCapabilities = { textDocument: { publishDiagnostics: { codeDescriptionSupport: true } } };

let client: Client | undefined;
afterEach(() => client?.close());

async function hrefOf(options: ClientOptions): Promise<string | undefined> {
  client?.close();
  client = await startClient({ pulls: true, capabilities: SHOWS_LINKS, ...options });
  await client.open(URI, POOL);
  const { items = [] } = await client.pull(URI);
  assert.deepEqual(
    items.map(({ code }) => code),
    ['unknown-field'],
  );
  return items[0]?.codeDescription?.href;
}

describe('the link of a diagnostic', () => {
  const rulePage = (rule: string) => `file:///server/pages/${rule}.md`;

  it('is also an action, after all others, for clients with a command that opens it', async () => {
    await hrefOf({ pages: PAGES, initializationOptions: { rulePageUri: TEMPLATE, openUriCommand: 'open' } });
    const position = { line: 3, character: POOL.split('\n')[3]?.indexOf('prefx') ?? 0 };
    const actions = (await client?.codeActions(URI, { start: position, end: position })) ?? [];
    const title = 'Open documentation of unknown-field';
    assert.deepEqual(actions.at(-1)?.command, {
      title,
      command: 'open',
      arguments: ['kamaji-metal3:/rules/unknown-field.md'],
    });
    assert.equal(actions.at(-1)?.kind, 'kamajiMetal3.documentation');
    const [quickFix] =
      (await client?.codeActions(URI, { start: position, end: position }, ['quickfix']))?.slice(-1) ?? [];
    assert.deepEqual([quickFix?.title, quickFix?.kind], [title, 'quickfix']);
    await hrefOf({ pages: PAGES, initializationOptions: { rulePageUri: TEMPLATE } });
    const others = (await client?.codeActions(URI, { start: position, end: position })) ?? [];
    assert.ok(others.length > 0 && others.every((action) => action.title !== title));
  });

  it('has the form that the client requests', async () => {
    const href = await hrefOf({ pages: PAGES, rulePage, initializationOptions: { rulePageUri: TEMPLATE } });
    assert.equal(href, 'kamaji-metal3:/rules/unknown-field.md');
  });

  it('leads to the page on disk for all other clients', async () => {
    assert.equal(await hrefOf({ pages: PAGES, rulePage }), 'file:///server/pages/unknown-field.md');
  });

  it('is absent without a page, and for clients that do not show links', async () => {
    assert.equal(await hrefOf({ pages: PAGES }), undefined);
    assert.equal(await hrefOf({ initializationOptions: { rulePageUri: TEMPLATE } }), undefined);
    assert.equal(await hrefOf({ pages: PAGES, initializationOptions: { rulePageUri: 7 } }), undefined);
    assert.equal(await hrefOf({ pages: PAGES, rulePage, capabilities: {} }), undefined);
  });
});

describe('the bundled pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('include every rule, and have links to each other', () => {
    writePages('server/src', folder);
    const uriOf = bundledPageUri(join(folder, 'pages'));
    for (const { id } of REGISTRY.rules) {
      const uri = uriOf(id);
      assert.ok(uri, id);
      const text = readFileSync(fileURLToPath(uri), 'utf8');
      assert.match(text, new RegExp(`^# ${id}\n`));
      for (const [, target = ''] of text.matchAll(/\]\((?!https:)([^)]*)\)/g))
        assert.ok(readdirSync(join(folder, 'pages')).includes(target), `${id} links to ${target}`);
    }
    assert.equal(uriOf('no-rule'), undefined);
  });

  it('state the role of each example', () => {
    const page =
      '```yaml bad capi=v1.10\na: 1\n```\n\n```yaml fixed Set a to 2\na: 2\n```\n\n```yaml good\na: 2\n```\n';
    assert.equal(
      readablePage(`${page}[other](../topic/other-rule.md)\n`),
      'Reported (capi=v1.10):\n\n```yaml\na: 1\n```\n\nFixed (Set a to 2):\n\n```yaml\na: 2\n```\n\nNot reported:\n\n```yaml\na: 2\n```\n[other](other-rule.md)\n',
    );
  });
});
