import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { REGISTRY } from '../server/src/providers/index.ts';
import { allFindings, applyFix, marksOf, workspaceOnDisk } from './support/check.ts';
import { type Mark, readFixture, writeFixture } from './support/fixture.ts';
import { type Example, readRulePage } from './support/rule-page.ts';
import { RULE_PAGES } from './support/rule-pages.ts';

/** `UPDATE=1` writes the findings into the pages; review the difference like code. */
const updates = process.env.UPDATE === '1';

describe('the rules', () => {
  it('have one page each, and each page has a rule', () => {
    assert.deepEqual(
      REGISTRY.rules.map(({ id }) => id),
      [...RULE_PAGES.keys()].sort(),
    );
  });

  it('have examples with targets that a patch release does not change', () => {
    const targets = [...RULE_PAGES.values()].flatMap((path) =>
      readRulePage(readFileSync(path, 'utf8')).examples.flatMap((each) => Object.values(each.targets)),
    );
    assert.deepEqual(
      targets.filter((release) => !/^(?:(?:v|edge-)\d+\.\d+|\d+\.\d+-edge)$/.test(release)),
      [],
    );
    assert.throws(() => workspaceOnDisk([], REGISTRY.rules, { kamaji: 'v9.9' }), /kamaji=v9\.9 is not in the bundle/);
  });

  it('have former ids that nothing else uses', () => {
    const ids = REGISTRY.rules.flatMap(({ id, formerIds = [] }) => [id, ...formerIds]);
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    );
  });
});

/** `RULE` selects one. */
const { RULE } = process.env;
const selected = REGISTRY.rules.filter(({ id }) => RULE === undefined || id === RULE);
assert.ok(selected.length > 0, `no rule has the id ${RULE}`);

for (const rule of selected)
  describe(rule.id, () => {
    const path = RULE_PAGES.get(rule.id) ?? '';
    const page = readRulePage(readFileSync(path, 'utf8'));

    it('has a page with its name and its summary, and examples of both sorts', () => {
      assert.equal(page.title, rule.id);
      assert.equal(page.summary, rule.summary);
      assert.ok(
        page.examples.some(({ kind }) => kind === 'bad'),
        'no bad example',
      );
      assert.ok(
        page.examples.some(({ kind }) => kind === 'good'),
        'no good example',
      );
    });

    it('shows when it reports nothing', () => {
      const silent = page.examples.filter(({ heading }) => /^Not reported(?:: .+)?$/.test(heading));
      assert.ok(silent.length > 0, 'no good example under “## Not reported: REASON”');
      for (const { kind, heading } of silent) assert.equal(kind, 'good', heading);
    });

    it('has no placeholder of npm run new:rule', () => {
      for (const file of [path, path.replace(/md$/, 'ts')]) assert.doesNotMatch(readFileSync(file, 'utf8'), /TODO/);
    });

    for (const [index, example] of page.examples.entries())
      it(`${example.heading} (${example.kind})`, () => {
        if (example.kind === 'fixed') checkFixed(path, page.examples.slice(0, index), example);
        else checkExample(path, rule.id, example);
      });
  });

function checkExample(path: string, rule: string, example: Example): void {
  const fixture = readFixture(example.source);
  const { targets } = example;
  const workspace = workspaceOnDisk(fixture.files, REGISTRY.rules, targets);
  const marks = marksOf(workspace);
  const written = writeFixture(fixture.files, marks);
  if (example.kind === 'good') assert.deepEqual(marks, [], 'a good example has findings');
  if (example.kind === 'bad')
    assert.ok(
      allFindings(workspace).some((finding) => finding.rule === rule),
      `${rule} does not find anything`,
    );
  if (updates && written !== example.source) {
    replaceIn(path, example, written);
    return;
  }
  assert.equal(written, example.source);
  const reversed = marksOf(workspaceOnDisk([...fixture.files].reverse(), REGISTRY.rules, targets));
  assert.deepEqual(byFile(reversed), byFile(marks), 'the order of files matters');
  for (const finding of allFindings(workspace))
    for (const fix of finding.fixes) {
      const before = new Set(marks.map(({ text }) => text));
      const after = marksOf(workspaceOnDisk(applyFix(workspace, fix), REGISTRY.rules, targets)).map(({ text }) => text);
      assert.ok(
        !after.includes(`${finding.severity}: ${finding.message}`),
        `“${fix.title}” does not remove its finding`,
      );
      assert.deepEqual(
        after.filter((text) => !before.has(text)),
        [],
        `“${fix.title}” brings something new`,
      );
    }
}

/** Returns the marks by file, in the order of the file. */
function byFile(marks: readonly Mark[]): readonly Mark[] {
  return marks.toSorted((a, b) => (a.uri === b.uri ? 0 : a.uri < b.uri ? -1 : 1));
}

function checkFixed(path: string, before: readonly Example[], example: Example): void {
  const bad = before.findLast(({ kind }) => kind === 'bad');
  assert.ok(bad, 'a fixed example follows a bad one');
  const workspace = workspaceOnDisk(readFixture(bad.source).files, REGISTRY.rules, bad.targets);
  const fixes = allFindings(workspace).flatMap((finding) => finding.fixes);
  const fix = fixes.find(({ title }) => title === example.fix);
  assert.ok(fix, `no fix is called “${example.fix}”, but: ${fixes.map(({ title }) => title).join('; ')}`);
  const written = writeFixture(applyFix(workspace, fix), []);
  if (updates && written !== example.source) {
    replaceIn(path, example, written);
    return;
  }
  assert.equal(written, example.source);
}

/** Replaces an example. Its position is looked up again, because earlier ones may have changed their length. */
function replaceIn(path: string, example: Example, source: string): void {
  const text = readFileSync(path, 'utf8');
  const start = readRulePage(text).examples[example.index]?.start ?? text.length;
  writeFileSync(path, text.slice(0, start) + source + text.slice(start + example.source.length));
}
