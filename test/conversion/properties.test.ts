import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { commentsOf } from '../support/comments.ts';
import { migrated, migratedText, valueIn } from '../support/migration.ts';
import { corpusFiles, sharedIsMissing } from '../support/shared.ts';

/** Manifests of the project itself, so that these tests always have some. */
const own = ['examples', 'test/conversion']
  .flatMap((folder) => filesBelow(folder))
  .flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    if (!path.endsWith('.md')) return [{ name: path, text }];
    return [...text.matchAll(/```yaml before[^\n]*\n([\s\S]*?)```/g)].map(([, block = ''], index) => ({
      name: `${path}#${index}`,
      text: block,
    }));
  });

const texts = [...own, ...(sharedIsMissing ? [] : corpusFiles())];

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesBelow(path);
    return /\.(ya?ml|md)$/.test(name) ? [path] : [];
  });
}

test('some manifests migrate', (t) => {
  const changed = texts.filter(({ text }) => migratedText(text) !== text);
  t.diagnostic(`${changed.length} of ${texts.length} files change`);
  assert.ok(changed.length >= 5, `${changed.length} of ${texts.length}`);
});

test('no comment is lost, and none is added', () => {
  for (const { name, text } of texts) assert.deepEqual(commentsOf(migratedText(text)), commentsOf(text), name);
});

test('a second run changes nothing', () => {
  for (const { name, text } of texts) {
    const once = migratedText(text);
    assert.equal(migratedText(once), once, name);
  }
});

test('how a document is written does not change what it becomes', () => {
  for (const { name, text } of texts)
    for (const [index, { text: after, objects, leftovers }] of migrated(text).entries()) {
      if (objects.length === 0 || leftovers.some(({ severity }) => severity === 'blocked')) continue;
      const before = migrated(text)[index] && documentsOf(text)[index];
      const [plain] = migrated(JSON.stringify(valueIn(before ?? ''), null, 2));
      assert.deepEqual(valueIn(after), valueIn(plain?.text ?? ''), `${name}, document ${index}`);
    }
});

test('line endings stay as they are', () => {
  for (const { name, text } of texts) {
    if (text.includes('\r')) continue;
    const windows = text.replaceAll('\n', '\r\n');
    assert.equal(migratedText(windows), migratedText(text).replaceAll('\n', '\r\n'), name);
  }
});

test('a missing final newline stays missing', () => {
  for (const { name, text } of texts) {
    const open = text.trimEnd();
    const last = documentsOf(open).at(-1) ?? '';
    // A block scalar at the end reads the newline.
    if (JSON.stringify(valueIn(last)) !== JSON.stringify(valueIn(`${last}\n`))) continue;
    assert.equal(migratedText(open).trimEnd(), migratedText(`${open}\n`).trimEnd(), name);
    assert.ok(!migratedText(open).endsWith('\n') || open.endsWith('\n'), name);
  }
});

test('a broken document is untouched, and so is what has nothing to migrate', () => {
  const broken = 'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nspec: {a: [b\n';
  const other = 'apiVersion: v1\nkind: ConfigMap\n# comment\ndata:   {a:   b}\n';
  const good = 'apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\nkind: Metal3Cluster\nmetadata: {name: a}\n';
  const text = `${broken}---\n${other}---\n${good}`;
  assert.equal(migratedText(text), `${broken}---\n${other}---\n${good.replace('v1beta1', 'v1beta2')}`);
});

const PAIRS = '../shared/conversion/documents.jsonl.gz';

/** The values of documents without comments: those of `../shared`, or else those of the project. */
const VALUES: readonly unknown[] = existsSync(PAIRS)
  ? gunzipSync(readFileSync(PAIRS))
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { before: unknown }).before)
  : own.flatMap(({ text }) =>
      migrated(text).flatMap(({ objects }, index) =>
        objects.length > 0 ? [valueIn(documentsOf(text)[index] ?? '')] : [],
      ),
    );

test('comments anywhere in a generated document stay', () => {
  const documents = VALUES.map((value) => stringify(value)).filter(
    (text) => text.length < 4000 && !/[|>]-?\n/.test(text),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...documents),
      fc.array(
        fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.constantFrom('line', 'end', 'empty', 'deep')),
        {
          minLength: 1,
          maxLength: 8,
        },
      ),
      (text, marks) => {
        const lines = text.split('\n');
        for (const [index, [at, where]] of marks.entries()) {
          const line = Math.floor(at * (lines.length - 1));
          const own = lines[line] ?? '';
          const indent = /^ */.exec(own)?.[0] ?? '';
          if (where === 'end') lines[line] = `${own} # ${index}`;
          else if (where === 'empty') lines.splice(line, 0, '');
          else lines.splice(line, 0, `${indent}${where === 'deep' ? '  ' : ''}# ${index}`);
        }
        const commented = lines.join('\n');
        const after = migratedText(commented);
        assert.deepEqual(commentsOf(after), commentsOf(commented));
        assert.deepEqual(valueIn(after), valueIn(migratedText(text)));
        assert.equal(migratedText(after), after);
      },
    ),
    { numRuns: 2000 },
  );
});

test('comments in braces stay', () => {
  const documents = VALUES.map((value) => stringify(value, { collectionStyle: 'flow', lineWidth: 60 }))
    // A comment inside of a multi-line quoted text would become part of it.
    .filter((text) => text.length < 4000 && !/["'|>]/.test(text));
  const ends = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.constantFrom(...documents), ends, (text, places) => {
      const lines = text.split('\n');
      for (const [index, at] of places.entries()) {
        const line = Math.floor(at * (lines.length - 1));
        if (/[,{}[\]]$/.test(lines[line] ?? '')) lines[line] += ` # ${index}`;
      }
      const commented = lines.join('\n');
      const after = migratedText(commented);
      assert.deepEqual(commentsOf(after), commentsOf(commented));
      assert.deepEqual(valueIn(after), valueIn(migratedText(text)));
    }),
    { numRuns: 1000 },
  );
});

function documentsOf(text: string): readonly string[] {
  return migrated(text, { migrations: [], target: () => undefined, schema: () => undefined }).map((each) => each.text);
}

test('a byte order mark is kept, and changes nothing else', () => {
  for (const { name, text } of texts)
    if (!text.startsWith('\uFEFF')) assert.equal(migratedText(`\uFEFF${text}`), `\uFEFF${migratedText(text)}`, name);
});
