import assert from 'node:assert/strict';
import type { Resource, Rule } from '../../server/src/core/index.ts';
import type { View } from '../../server/src/core/query/view.ts';
import { defineRule, type Report } from '../../server/src/core/rules/rule.ts';
import { marksOf, workspaceOf } from './check.ts';
import { readFixture, writeFixture } from './fixture.ts';

/** Checks that the rules report exactly the marks of an annotated manifest. */
export function assertAnnotated(source: string, rules: readonly Rule[]): void {
  const { files } = readFixture(source);
  assert.equal(writeFixture(files, marksOf(workspaceOf(files, rules))), source);
}

/** Returns a rule for tests only. It reports hints, so that the marks of a manifest show results of a View. */
export function probe(check: (resource: Resource, view: View) => Iterable<Report>): Rule {
  return defineRule({
    id: 'probe',
    severity: 'hint',
    effect: 'advice',
    by: 'controller',
    summary: 'Reports what a view answers.',
    check,
  });
}
