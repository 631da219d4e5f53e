import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { stringify } from 'yaml';
import { commentsOf } from '../support/comments.ts';
import { migratedFiles } from '../support/migration.ts';

function migratedTo(text: string, ...choices: readonly string[]) {
  const [file] = migratedFiles([{ uri: 'file:///test.yaml', text }], choices);
  return { after: file?.after ?? '', leftovers: file?.leftovers ?? [] };
}

const PAIRS = '../shared/conversion/documents.jsonl.gz';

it('no choice loses a comment, and a second run changes nothing', {
  skip: existsSync(PAIRS) ? false : 'no ../shared',
}, (t) => {
  const lines = gunzipSync(readFileSync(PAIRS)).toString().trimEnd().split('\n');
  let count = 0;
  for (const line of lines) {
    const plain = stringify((JSON.parse(line) as { before: unknown }).before);
    // A comment cannot be in a block scalar.
    if (plain.length > 4000 || /[|>]-?\n/.test(plain)) continue;
    const text = plain.replace(/(?<=\S)\n/g, ' # c\n');
    const { leftovers } = migratedTo(text);
    const ids = new Set(leftovers.flatMap(({ choices }) => choices.map(({ id }) => id)));
    for (const id of ids) {
      count++;
      const { after } = migratedTo(text, id);
      assert.deepEqual(commentsOf(after), commentsOf(text), `${id}\n${text}`);
      assert.equal(migratedTo(after, id).after, after, id);
    }
  }
  t.diagnostic(`${count} choices`);
  assert.ok(count > 50);
});
