import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { createRule } from '../../scripts/create-rule.mjs';

const root = mkdtempSync(join(tmpdir(), 'new-rule-'));
after(() => rmSync(root, { recursive: true }));

const provider = 'server/src/providers/ipam';
mkdirSync(join(root, provider, 'rules'), { recursive: true });
mkdirSync(join(root, 'schemas'));
for (const file of [`${provider}/kinds.ts`, `${provider}/rules/index.ts`, 'schemas/index.json'])
  writeFileSync(join(root, file), readFileSync(file));

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

describe('npm run new:rule', () => {
  it('creates a module, a page and one sorted line', () => {
    const [module = '', page = '', index = ''] = createRule(root, 'ipam/pools/pool-too-large', 'IPPool');
    assert.match(read(module), /export const poolTooLarge = defineRule/);
    assert.match(read(module), /on: \[IPPool\]/);
    assert.match(read(page), /^# pool-too-large\n/);
    assert.match(read(page), /apiVersion: ipam\.metal3\.io\/v1alpha1$/m);
    const before = readFileSync(join(provider, 'rules/index.ts'), 'utf8').split('\n');
    const added = read(index)
      .split('\n')
      .filter((line) => !before.includes(line));
    assert.deepEqual(added, ["export { poolTooLarge } from './pools/pool-too-large.ts';"]);
    const paths = [...read(index).matchAll(/'(\.[^']+)'/g)].map(([, path]) => path);
    assert.deepEqual(paths, paths.toSorted());
  });

  it('rejects existing rules, unknown providers and kinds, and other names', () => {
    assert.throws(() => createRule(root, 'ipam/pools/pool-too-large'), /already exists/);
    assert.throws(() => createRule(root, 'unknown/pools/a'), /does not exist/);
    assert.throws(() => createRule(root, 'ipam/pools/b', 'Unknown'), /It exports IPAddress, IPClaim, IPPool/);
    for (const name of ['', 'ipam/a', 'ipam/pools/Name', '../ipam/pools/a'])
      assert.throws(() => createRule(root, name), /Usage/);
  });
});
