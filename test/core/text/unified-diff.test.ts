import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { unifiedDiff } from '../../../server/src/core/text/unified-diff.ts';

interface Change {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Applies the diffs of some files with git, and returns the texts of the files after that. */
function applyWithGit(changes: readonly Change[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'unified-diff-'));
  try {
    for (const { path, before } of changes) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), before);
    }
    const input = changes.map(({ path, before, after }) => unifiedDiff(path, before, after)).join('');
    const { status, stderr } = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input });
    assert.equal(status, 0, `${stderr}\n${input}`);
    return changes.map(({ path }) => readFileSync(join(folder, path), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('unified diffs', () => {
  it('are empty where nothing changes', () => {
    assert.equal(unifiedDiff('a.yaml', 'a: 1\n', 'a: 1\n'), '');
  });

  it('have three lines of context, and one hunk for changes that are near each other', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`);
    const before = lines.map((line) => `${line}\n`).join('');
    const after = before.replace('line 4\n', 'four\n').replace('line 10\n', '').replace('line 25\n', 'line 25\nmore\n');
    const diff = unifiedDiff('a.yaml', before, after);
    assert.deepEqual(
      diff.split('\n').filter((line) => line.startsWith('@@')),
      ['@@ -2,13 +2,12 @@', '@@ -24,6 +23,7 @@'],
    );
    assert.ok(diff.startsWith('--- a/a.yaml\n+++ b/a.yaml\n'));
  });

  it('apply to files with any name', () => {
    const names = [
      'a b.yaml',
      'tab\there.yaml',
      'quote".yaml',
      'back\\slash.yaml',
      'ü/é 漢.yaml',
      "it's.yaml",
      '-x.yaml',
    ];
    const changes = names.map((path) => ({ path, before: 'a: 1\nb: 2\n', after: 'a: 1\nb: 3\n' }));
    assert.deepEqual(
      applyWithGit(changes),
      changes.map(({ after }) => after),
    );
  });

  it('apply to any text', () => {
    const line = fc.constantFrom(
      '',
      'a: 1',
      'b: 2',
      '  c: "ü"',
      '# comment',
      '\\ No newline',
      '--- a/x',
      '+++ b/x',
      '@@ -1 +1 @@',
    );
    const end = fc.constantFrom('\n', '\n', '\r\n');
    const text = fc
      .tuple(fc.array(fc.tuple(line, end), { maxLength: 30 }), fc.constantFrom('', '', 'last: without end'))
      .map(([lines, last]) => lines.map(([own, eol]) => own + eol).join('') + last);
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 40 }), (pairs) => {
        const changes = pairs
          // git cannot apply a change that makes a file empty or fills an empty one without further headers.
          .filter(([before, after]) => before !== '' && after !== '' && before !== after)
          .map(([before, after], index) => ({ path: `${index}.yaml`, before, after }));
        if (changes.length === 0) return;
        assert.deepEqual(
          applyWithGit(changes),
          changes.map(({ after }) => after),
        );
      }),
      { numRuns: 30 },
    );
  });
});
