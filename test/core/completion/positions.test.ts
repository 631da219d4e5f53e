import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { writerOf } from '../../support/completion.ts';
import type { FixtureFile } from '../../support/fixture.ts';
import {
  nameOfPosition,
  type Outcome,
  positionsIn,
  type Shares,
  sharesOf,
  sharesText,
  tryPosition,
} from '../../support/positions.ts';
import { corpusSets, sharedIsMissing } from '../../support/shared.ts';

/**
 * The kinds of positions that completion can know, because the schema or the workspace contains them. The others are
 * only reported.
 */
const KNOWABLE = ['key', 'apiVersion', 'kind', 'boolean', 'enum', 'reference'];

type Print = (line: string) => void;

function report(outcomes: readonly Outcome[], print: Print): ReadonlyMap<string, Shares> {
  const shares = new Map<string, Shares>();
  for (const what of new Set(outcomes.map(({ position }) => position.what))) {
    const own = sharesOf(outcomes.filter(({ position }) => position.what === what));
    shares.set(what, own);
    print(sharesText(what, own));
  }
  return shares;
}

function outcomesIn(files: readonly FixtureFile[]): readonly Outcome[] {
  const writer = writerOf(files);
  return positionsIn(writer).map((position) => tryPosition(writer, position));
}

function failures(outcomes: readonly Outcome[]): readonly string[] {
  return outcomes
    .filter(({ position, rank, isRestored }) => KNOWABLE.includes(position.what) && (rank < 0 || !isRestored))
    .map(({ position, rank }) => `${nameOfPosition(position)} (${rank})`);
}

describe('deleted text', () => {
  it('is offered and restores the same text: the example', (test) => {
    const outcomes = outcomesIn([
      { uri: 'file:///example.yaml', text: readFileSync('examples/correct/cluster.yaml', 'utf8') },
    ]);
    report(outcomes, (line) => test.diagnostic(line));
    assert.deepEqual(failures(outcomes), []);
  });

  it('is offered and restores the same text: the founding manifest', { skip: sharedIsMissing }, (test) => {
    const [founding] = corpusSets();
    const outcomes = outcomesIn(founding ?? []);
    report(outcomes, (line) => test.diagnostic(line));
    assert.deepEqual(failures(outcomes), []);
  });

  it('is offered and restores the same text: real manifests', { skip: sharedIsMissing }, (test) => {
    // Every third set, which are more than fifty files with known objects.
    const outcomes = corpusSets()
      .filter((_, index) => index % 3 === 0)
      .flatMap(outcomesIn);
    const files = new Set(outcomes.map(({ position }) => position.uri));
    assert.ok(files.size >= 50, String(files.size));
    test.diagnostic(`${files.size} files`);
    const shares = report(outcomes, (line) => test.diagnostic(line));
    for (const what of KNOWABLE) {
      const { offered, amongTen, amongTenAfterLetter, restored, count } = shares.get(what) ?? sharesOf([]);
      assert.ok(count > 20, what);
      assert.ok(offered >= 0.995 && amongTen >= 0.9 && amongTenAfterLetter >= 0.99 && restored >= 0.995, what);
    }
  });
});
