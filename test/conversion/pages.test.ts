import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readFixture } from '../support/fixture.ts';
import { migratedFiles } from '../support/migration.ts';

/**
 * Pages of examples: a block `yaml before`, then `yaml after`, and `text leftovers` for open points. A block can
 * contain several files, each after a line `#- /path`. UPDATE=1 writes the second and third block.
 */
const folder = 'test/conversion';
const EXAMPLE =
  /(```yaml before\n)([\s\S]*?)(```\n)(?:\n```yaml after\n[\s\S]*?```\n)?(?:\n```text leftovers\n[\s\S]*?```\n)?/g;

for (const name of readdirSync(folder).filter((file) => file.endsWith('.md'))) {
  const path = join(folder, name);
  const page = readFileSync(path, 'utf8');
  const expected = page.replace(EXAMPLE, (_, open: string, before: string, close: string) => {
    const { files } = readFixture(before);
    const results = migratedFiles(files);
    const head = (index: number) =>
      before.startsWith('#- ') ? `#- ${files[index]?.uri.slice('file://'.length)}\n` : '';
    const after = results.map((result, index) => head(index) + result.after).join('');
    const leftovers = results
      .flatMap((result) => [
        ...result.leftovers,
        ...(result.unchangedReason === undefined
          ? []
          : [{ severity: 'unchanged', path: '', message: result.unchangedReason }]),
      ])
      .map(({ severity, path: at, message }) => `${severity}: ${at === '' ? '' : `${at}: `}${message}\n`)
      .join('');
    const parts = [`${open}${before}${close}`, `\n\`\`\`yaml after\n${after}\`\`\`\n`];
    if (leftovers !== '') parts.push(`\n\`\`\`text leftovers\n${leftovers}\`\`\`\n`);
    return parts.join('');
  });
  test(`the examples of ${path}`, () => {
    if (process.env.UPDATE) writeFileSync(path, expected);
    else assert.equal(page, expected);
  });
}
