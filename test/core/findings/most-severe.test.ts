import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mostSevere } from '../../../server/src/core/findings/most-severe.ts';
import { allFindings, workspaceOf } from '../../support/check.ts';

const LIMIT = 2_000;
const times = (count: number, write: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => write(at)).join('');

/** Pools with a hint each, of which the last ones also have an error. */
const textOf = (hints: number, errors: number) =>
  times(
    hints,
    (at) =>
      `apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata: {name: p${at}, namespace: d}\nspec: {namePrefix: same, clusterName: c${at < hints - errors ? '' : ', nope: 1'}}\n---\n`,
  );
const findingsOf = (text: string) => allFindings(workspaceOf([{ uri: 'file:///main.yaml', text }]));
const isError = ({ severity }: { readonly severity: string }) => severity === 'error';

describe('the findings of a file that are shown', () => {
  it('are all if there are few', () => {
    const findings = findingsOf(textOf(20, 5));
    assert.equal(findings.filter(isError).length, 5);
    assert.equal(mostSevere(findings), findings);
  });

  it('are the most severe ones in the order of the text, with a note', () => {
    const findings = findingsOf(textOf(LIMIT, 10));
    assert.equal(findings.length, LIMIT + 10);
    const shown = mostSevere(findings);
    const notes = shown.filter(({ rule }) => rule === 'check-limit-exceeded');
    const others = shown.filter(({ rule }) => rule !== 'check-limit-exceeded');
    assert.equal(others.length, LIMIT);
    assert.equal(others.filter(isError).length, 10);
    const kept = new Set(others);
    assert.deepEqual(
      others,
      findings.filter((each) => kept.has(each)),
    );
    assert.deepEqual(
      notes.map(({ message }) => message),
      ['The file has more than 2000 findings. 10 of them are not reported, the least severe ones.'],
    );
  });
});
