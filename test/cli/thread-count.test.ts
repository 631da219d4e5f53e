import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { fileSizes, isLarge, usefulThreads } from '../../server/src/cli/lint/thread-count.ts';

const folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-threads-'));
after(() => rmSync(folder, { recursive: true }));

it('the number of threads of lint depends on the size of the files', () => {
  const files = [1, 2, 3].map((index) => join(folder, `${index}.yaml`));
  for (const file of files) writeFileSync(file, ' '.repeat(3_500_000));
  const missing = join(folder, 'missing.yaml');
  const sizeOf = fileSizes();
  assert.equal(usefulThreads(files, 8, sizeOf), 2);
  assert.equal(usefulThreads(files, 1, sizeOf), 1);
  assert.equal(usefulThreads([...files, ...files, missing], 8, sizeOf), 5);
  assert.equal(usefulThreads([...files, ...files], 3, sizeOf), 3);
  assert.equal(usefulThreads([missing, ...files.slice(0, 1)], 8, sizeOf), 1);
  assert.equal(usefulThreads([], 8, sizeOf), 1);
  assert.ok(isLarge(files.slice(0, 1), sizeOf));
  assert.ok(!isLarge([missing], sizeOf));
  // The size of a file is read once.
  for (const file of files) rmSync(file);
  assert.equal(usefulThreads(files, 8, sizeOf), 2);
  assert.equal(usefulThreads(files, 8, fileSizes()), 1);
});
