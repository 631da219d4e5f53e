// What users install: bundles and the pages that go with them, and nothing else.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/editor-host.mjs';

const EXPECTED = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'dist/extension.cjs',
  'dist/server.cjs',
  'docs/images/icon.png',
  'package.json',
];

export function checkPackage() {
  const vsce = join(root, 'node_modules/.bin/vsce');
  const listing = execFileSync(vsce, ['ls', '--no-dependencies'], { cwd: root, encoding: 'utf8' });
  const files = listing.trim().split('\n').sort();
  if (files.join() === EXPECTED.join()) return { passed: 1, failed: 0 };
  console.log(`  ✖ the package holds\n${files.join('\n')}\nand is to hold\n${EXPECTED.join('\n')}`);
  return { passed: 0, failed: 1 };
}
