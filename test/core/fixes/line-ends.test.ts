import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { globSync } from 'tinyglobby';
import type { Finding } from '../../../server/src/core/index.ts';
import { REGISTRY } from '../../../server/src/providers/index.ts';
import { allFindings, applyFix, workspaceOf } from '../../support/check.ts';
import { type FixtureFile, readFixture } from '../../support/fixture.ts';
import { type Example, readRulePage } from '../../support/rule-page.ts';

/** Each bad example of each rule page, as written and in another form. */
const pages = globSync('server/src/**/*.md').sort();
const examples = pages.flatMap((path) =>
  readRulePage(readFileSync(path, 'utf8'))
    .examples.filter(({ kind }) => kind === 'bad')
    .map((example) => ({ ...example, name: `${path.slice(path.lastIndexOf('/') + 1)}: ${example.heading}` })),
);

/** Returns the findings of a rule, and the files after each of its fixes. */
function outcomes(files: readonly FixtureFile[], { targets }: Example) {
  const workspace = workspaceOf(files, REGISTRY.rules, targets);
  return allFindings(workspace).map((finding: Finding) => ({
    finding: `${finding.rule}: ${finding.message}`,
    fixes: finding.fixes.map((fix) => ({ title: fix.title, files: applyFix(workspace, fix) })),
  }));
}

/** Fixes of a file with CRLF line ends must be the same as with LF. */
describe('a fix keeps the line ends of the text', () => {
  it('there are rule pages', () => assert.ok(examples.length > 100, String(examples.length)));

  for (const example of examples)
    it(example.name, () => {
      const { files } = readFixture(example.source);
      const toCrlf = (each: FixtureFile) => ({ ...each, text: each.text.replaceAll('\n', '\r\n') });
      const expected = outcomes(files, example).map(({ finding, fixes }) => ({
        finding,
        fixes: fixes.map((fix) => ({ ...fix, files: fix.files.map(toCrlf) })),
      }));
      assert.deepEqual(outcomes(files.map(toCrlf), example), expected);
    });
});

/** Fixes of a text without a final line end must be the same as with one, except for that line end. */
describe('a fix does not need a final line end', () => {
  for (const example of examples)
    it(example.name, () => {
      const { files } = readFixture(example.source);
      const withoutEnd = (each: FixtureFile) => ({ ...each, text: each.text.replace(/\n+$/, '') });
      const trimmed = (all: ReturnType<typeof outcomes>) =>
        all.map(({ finding, fixes }) => ({
          finding,
          fixes: fixes.map((fix) => ({ ...fix, files: fix.files.map(withoutEnd) })),
        }));
      assert.deepEqual(trimmed(outcomes(files.map(withoutEnd), example)), trimmed(outcomes(files, example)));
    });
});
