import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { globSync } from 'tinyglobby';
import { REGISTRY } from '../server/src/providers/index.ts';
import { marksOf, workspaceOnDisk } from './support/check.ts';
import { readFixture, writeFixture } from './support/fixture.ts';
import { readRulePage } from './support/rule-page.ts';

/**
 * Manifests with headings that describe them. The findings of bad ones are marked; good ones, which resemble common
 * mistakes, have none. `UPDATE=1` writes the marks.
 */
const updates = process.env.UPDATE === '1';

for (const path of globSync(['test/manifests/*.md', 'docs/scope.md']).sort())
  describe(path, () => {
    const text = readFileSync(join(process.cwd(), path), 'utf8');
    let written = text;
    for (const { heading, kind, source, targets } of readRulePage(text).examples)
      it(`${heading} (${kind})`, () => {
        const { files } = readFixture(source);
        const marks = marksOf(workspaceOnDisk(files, REGISTRY.rules, targets));
        const marked = writeFixture(files, marks);
        if (kind === 'good') assert.deepEqual(marks, []);
        else if (updates) {
          written = written.replace(source, () => marked);
          writeFileSync(path, written);
        } else {
          assert.equal(marked, source);
          assert.notEqual(marks.length, 0);
        }
      });
  });
