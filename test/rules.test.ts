import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { REGISTRY } from '../server/src/providers/index.ts';
import { allFindings, applyFix, marksOf, workspaceOnDisk } from './support/check.ts';
import { type Mark, readFixture, writeFixture } from './support/fixture.ts';
import { type Example, readRulePage } from './support/rule-page.ts';
import { RULE_PAGES } from './support/rule-pages.ts';

/** `UPDATE=1` writes what the rules say into the pages; the difference is then read like code. */
const updates = process.env.UPDATE === '1';

describe('the rules', () => {
  it('have one page each, and each page has a rule', () => {
    assert.deepEqual(
      REGISTRY.rules.map(({ id }) => id),
      [...RULE_PAGES.keys()].sort(),
    );
  });

  it('have former ids that nothing else uses', () => {
    const ids = REGISTRY.rules.flatMap(({ id, formerIds = [] }) => [id, ...formerIds]);
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    );
  });
});

for (const rule of REGISTRY.rules)
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
  if (updates && written !== example.source) {
    replaceIn(path, example, written);
    return;
  }
  assert.equal(written, example.source);
  const reversed = marksOf(workspaceOnDisk([...fixture.files].reverse(), REGISTRY.rules, targets));
  assert.deepEqual(byFile(reversed), byFile(marks), 'the order of files matters');
  if (example.kind === 'good') assert.deepEqual(marks, []);
  else
    assert.ok(
      allFindings(workspace).some((finding) => finding.rule === rule),
      `${rule} does not find anything`,
    );
  for (const finding of allFindings(workspace))
    for (const fix of finding.fixes) {
      const before = new Set(marks.map(({ text }) => text));
      const after = marksOf(workspaceOnDisk(applyFix(workspace, fix), REGISTRY.rules, targets)).map(({ text }) => text);
      assert.ok(
        !after.includes(`${finding.severity}: ${finding.message}`),
        `“${fix.title}” does not mend what it is offered for`,
      );
      assert.deepEqual(
        after.filter((text) => !before.has(text)),
        [],
        `“${fix.title}” brings something new`,
      );
    }
}

/** The marks of each file, in their order there. */
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

/** Writes an example anew; its place is looked up again, for the ones before it may have grown. */
function replaceIn(path: string, example: Example, source: string): void {
  const text = readFileSync(path, 'utf8');
  const start = readRulePage(text).examples[example.index]?.start ?? text.length;
  writeFileSync(path, text.slice(0, start) + source + text.slice(start + example.source.length));
}
