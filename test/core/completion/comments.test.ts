import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { REGISTRY } from '../../../server/src/providers/index.ts';
import { accepted, completionsAt, labelsAt } from '../../support/completion.ts';

const POOL = 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: a\nspec:\n  namePrefix: a\n';
const COMMANDS = ['ignore', 'ignore-document', 'ignore-file'];

describe('in a comment', () => {
  it('offers the suppression commands with their scope', () => {
    const all = COMMANDS.map((command) => `kamaji-metal3: ${command}`);
    for (const begun of ['# █', '#█', '# kam█', '# kamaji-met█al3'])
      assert.deepEqual(labelsAt(`${POOL}  ${begun}\n`), all, begun);
    assert.deepEqual(labelsAt(`${POOL}  # kamaji-metal3: █\n`), COMMANDS);
    assert.deepEqual(labelsAt(`${POOL}  # kamaji-metal3: ignore-d█\n`), COMMANDS);
    assert.equal(
      accepted(`${POOL}  prefix: 24 #█\n`, 'kamaji-metal3: ignore'),
      `${POOL}  prefix: 24 # kamaji-metal3: ignore \n`,
    );
    assert.equal(
      accepted(`${POOL}  # kamaji-metal3: ign█ore wrong-type\n`, 'ignore-file'),
      `${POOL}  # kamaji-metal3: ignore-file wrong-type\n`,
    );
  });

  it('lists all rules, first the rules that the comment would suppress', () => {
    const [first, ...rest] = completionsAt(`${POOL}  clusterNames: b\n  clusterName: 1 # kamaji-metal3: ignore █\n`);
    assert.equal(first?.label, 'wrong-type');
    assert.equal(first?.detail, 'error, found here');
    assert.match(first?.documentation ?? '', /clusterName/);
    assert.equal(rest.length, REGISTRY.rules.length - 1);
    assert.deepEqual(
      rest.map(({ label }) => label),
      rest.map(({ label }) => label).toSorted(),
    );
    assert.equal(
      labelsAt(`${POOL}  # kamaji-metal3: ignore █\n  clusterNames: b\n  clusterName: 1\n`)[0],
      'unknown-field',
    );
    assert.deepEqual(labelsAt(`# kamaji-metal3: ignore-document █\n${POOL}  clusterNames: b\n`)[0], 'unknown-field');
    assert.deepEqual(labelsAt(`# kamaji-metal3: ignore-file █\n---\n${POOL}  clusterNames: b\n`)[0], 'unknown-field');
  });

  it('offers each rule once, and replaces the existing one', () => {
    const line = '  # kamaji-metal3: ignore wrong-type, unk█nown-rule, malformed-value -- why';
    const labels = labelsAt(`${POOL}${line}\n`);
    assert.ok(labels.includes('unknown-field') && labels.includes('unknown-rule'));
    assert.ok(!labels.includes('wrong-type') && !labels.includes('malformed-value'));
    assert.equal(
      accepted(`${POOL}${line}\n`, 'unknown-field'),
      `${POOL}  # kamaji-metal3: ignore wrong-type, unknown-field, malformed-value -- why\n`,
    );
  });

  it('offers nothing in other comments and in text', () => {
    for (const text of [
      '  # a sentence, kam█',
      '  # kamaji-metal3: ignore wrong-type -- why is wr█',
      '  # kamaji-metal3: ignored █',
      '  namePrefix: "a # kam█"',
    ])
      assert.deepEqual(labelsAt(`${POOL.replace('  namePrefix: a\n', '')}${text}\n`), [], text);
  });
});
