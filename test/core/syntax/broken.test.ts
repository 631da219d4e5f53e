import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { globSync } from 'tinyglobby';
import { applyChanges } from '../../../server/src/core/syntax/diagnosis/syntax-problem.ts';
import { parseDocument } from '../../../server/src/core/syntax/parse-document.ts';
import { readFixture, writeFixture } from '../../support/fixture.ts';

/**
 * Manifests with one typical typing mistake each. Below each manifest is a list of its fixes, with the lines that they
 * write. The first word of a mark is the code of the problem. `UPDATE=1` writes marks and lists; review the difference
 * like code.
 */
const updates = process.env.UPDATE === '1';

const EXAMPLE = /^## (.*)\n\n```yaml\n([\s\S]*?)^```\n(?:\n((?:\* .*\n)+))?/gm;

for (const path of globSync('test/core/syntax/broken/*.md').sort())
  describe(path, () => {
    let page = readFileSync(path, 'utf8');
    for (const [example, heading = '', source = '', fixes = ''] of page.matchAll(EXAMPLE))
      it(heading, () => {
        const { files } = readFixture(source);
        const text = files[0]?.text ?? '';
        const { rejection } = parseDocument(text);
        assert.ok(rejection, 'it is not rejected');
        const { span, code, message } = rejection;
        const marks = [{ uri: files[0]?.uri ?? '', ...span, text: `${code}: ${message}` }];
        const marked = writeFixture(files, marks);
        const list = (rejection.fixes ?? []).map(({ title, changes, certain }) => {
          const fixed = applyChanges(text, changes);
          assert.equal(parseDocument(fixed).rejection, undefined, title);
          return `* ${title}${certain ? ', certain' : ''}: \`${changedLines(text, fixed)}\`\n`;
        });
        if (updates) {
          const written = `## ${heading}\n\n\`\`\`yaml\n${marked}\`\`\`\n${list.length > 0 ? `\n${list.join('')}` : ''}`;
          page = page.replace(example, () => written);
          writeFileSync(path, page);
          return;
        }
        assert.equal(marked, source);
        assert.equal(list.join(''), fixes);
      });
  });

/** Returns the lines of `after` that differ from those of `before`. */
function changedLines(before: string, after: string): string {
  const [old, lines] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < lines.length && lines[start] === old[start]) start++;
  let end = 0;
  while (end < lines.length - start && end < old.length - start && lines.at(-1 - end) === old.at(-1 - end)) end++;
  return lines.slice(start, lines.length - end).join('⏎');
}
