import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MAX_FINDINGS } from '../../../server/src/core/rules/limits/too-many.ts';
import { allFindings, workspaceOf } from '../../support/check.ts';

const findingsOf = (text: string) => allFindings(workspaceOf([{ uri: 'file:///main.yaml', text }]));
const times = (count: number, write: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => write(at)).join('');
const POOL = 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata: {name: p}\nspec:\n  namePrefix: x\n';

function countsOf(text: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { rule } of findingsOf(text)) counts[rule] = (counts[rule] ?? 0) + 1;
  return counts;
}

describe('very many findings', () => {
  const cases = {
    'unknown-field': (count: number) => POOL + times(count, (at) => `  key${at}: 1\n`),
    'duplicate-key': (count: number) => POOL + times(count + 1, () => '  prefix: 24\n'),
    'unknown-rule': (count: number) =>
      `${POOL}  prefix: 24\n${times(count, (at) => `# kamaji-metal3: ignore rule-${at}\n`)}`,
  };
  for (const [rule, text] of Object.entries(cases))
    it(`of ${rule} are reported up to a limit`, () => {
      assert.equal(countsOf(text(MAX_FINDINGS))[rule], MAX_FINDINGS);
      assert.equal(countsOf(text(MAX_FINDINGS))['check-limit-exceeded'], undefined);
      const counts = countsOf(text(MAX_FINDINGS + 50));
      assert.equal(counts[rule], MAX_FINDINGS);
      assert.equal(counts['check-limit-exceeded'], 1);
    });

  it('name the rule in the finding about the limit', () => {
    const finding = findingsOf(cases['unknown-field'](MAX_FINDINGS + 1)).find(
      ({ rule }) => rule === 'check-limit-exceeded',
    );
    assert.equal(finding?.message, 'More than 1000 findings of the rule unknown-field. The others are not reported.');
    assert.equal(finding?.severity, 'info');
  });
});
