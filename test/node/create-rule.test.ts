import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, it } from 'node:test';
import { build } from 'esbuild';
import { compileSnippets } from '../../server/src/node/compile-snippets.ts';
import { createRule } from '../../server/src/node/create-rule.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';
import { allFindings, workspaceOf } from '../support/check.ts';
import { readRulePage } from '../support/rule-page.ts';

const PROVIDERS = 'server/src/providers';

// The copy has no engine: imports of it are resolved in the working directory, see `bundle`.
const root = mkdtempSync(join(tmpdir(), 'create-rule-'));
after(() => rmSync(root, { recursive: true }));
for (const provider of readdirSync(PROVIDERS))
  for (const file of ['kinds.ts', 'rules/index.ts']) cpIfPresent(join(PROVIDERS, provider, file));
cpIfPresent('server/src/core/rules/index.ts');
cpIfPresent('schemas');
cpIfPresent('snippets');

function cpIfPresent(path: string): void {
  try {
    mkdirSync(join(root, path, '..'), { recursive: true });
    cpSync(path, join(root, path), { recursive: true });
  } catch {
    // Not every provider has kinds and rules.
  }
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Bundles a generated module as if it were in this repository; rejects imports that do not exist. */
async function bundle(module: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: read(module), resolveDir: resolve(module, '..'), sourcefile: module, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

describe('npm run new:rule', () => {
  it('creates a module, a page and one sorted line', () => {
    const [module = '', page = '', index = ''] = createRule(root, 'ipam/pools/pool-too-large', 'IPPool');
    assert.match(read(module), /export const poolTooLarge = defineRule/);
    assert.match(read(module), /on: \[IPPool\]/);
    assert.match(read(page), /^# pool-too-large\n/);
    assert.match(read(page), /apiVersion: ipam\.metal3\.io\/v1alpha1$/m);
    const before = readFileSync(join(PROVIDERS, 'ipam/rules/index.ts'), 'utf8').split('\n');
    const added = read(index)
      .split('\n')
      .filter((line) => !before.includes(line));
    assert.deepEqual(added, ["export { poolTooLarge } from './pools/pool-too-large.ts';"]);
    const paths = [...read(index).matchAll(/'(\.[^']+)'/g)].map(([, path]) => path);
    assert.deepEqual(paths, paths.toSorted());
  });

  const names: readonly (readonly [name: string, kind?: string])[] = [
    ['ipam/pools/own-kind', 'IPPool'],
    ['ipam/pools/other-kind', 'Metal3DataTemplate'],
    ['ipam/pools/first-kind'],
    ['joint/endpoint/with-kind', 'Cluster'],
    ['core/yaml/without-kind'],
  ];
  for (const [name, kind] of names)
    it(`creates a module that builds: ${name} ${kind ?? ''}`, async () => {
      const [module = ''] = createRule(root, name, kind);
      assert.match(await bundle(module), /id: "[a-z-]+-kind"/);
    });

  for (const kind of kinds())
    it(`creates examples without errors for ${kind}`, () => {
      const [, page = ''] = createRule(root, `joint/endpoint/about-${kind.toLowerCase()}`, kind);
      const { examples } = readRulePage(read(page));
      assert.deepEqual(
        examples.map((each) => [each.kind, each.heading]),
        [
          ['bad', 'TODO: what is wrong in this example'],
          ['good', 'Not reported: TODO: the reason'],
        ],
      );
      for (const { source } of examples)
        assert.deepEqual(
          allFindings(workspaceOf([{ uri: 'file:///a.yaml', text: source }], REGISTRY.rules)).map(
            ({ message }) => message,
          ),
          [],
        );
    });

  it('rejects existing rules, unknown providers and kinds, and other names', () => {
    createRule(root, 'ipam/pools/existing');
    assert.throws(() => createRule(root, 'ipam/pools/existing'), /already exists/);
    assert.throws(() => createRule(root, 'unknown/pools/a'), /does not exist/);
    assert.throws(() => createRule(root, 'ipam/pools/b', 'Unknown'), /Use IPAddress, IPClaim, IPPool/);
    assert.throws(() => createRule(root, 'joint/endpoint/b'), /Name a KIND: .*Metal3Cluster/);
    for (const name of ['', 'ipam/a', 'ipam/pools/Name', '../ipam/pools/a'])
      assert.throws(() => createRule(root, name), /Usage/);
  });
});

/** Returns the kinds with a snippet, and one without a schema. */
function kinds(): readonly string[] {
  const withSnippet = compileSnippets('snippets').flatMap(({ kind, in: place }) => (place ? [] : (kind ?? [])));
  return [...new Set([...withSnippet, 'Secret'])].sort();
}
