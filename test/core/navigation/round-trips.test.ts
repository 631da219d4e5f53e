import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Workspace } from '../../../server/src/core/index.ts';
import { REGISTRY } from '../../../server/src/providers/index.ts';
import { agreement, roundTrips } from '../../support/navigation.ts';
import { corpusSets, sharedIsMissing } from '../../support/shared.ts';

describe('every reference that resolves has a definition and references that agree, and can be renamed back and forth', () => {
  it('in the examples', () => {
    for (const example of ['examples/correct/cluster.yaml', 'examples/mistakes/cluster.yaml']) {
      const workspace = new Workspace({ registry: REGISTRY });
      workspace.apply([{ uri: 'file:///cluster.yaml', text: readFileSync(example, 'utf8') }]);
      const { references, renames, faults } = roundTrips(workspace);
      assert.deepEqual(faults, []);
      assert.ok(references >= 5 && renames >= 4, `${references} references to ${renames} names in ${example}`);
    }
  });

  it('in the corpus', { skip: sharedIsMissing }, (test) => {
    let [references, renames] = [0, 0];
    const faults: string[] = [];
    for (const files of corpusSets()) {
      const workspace = new Workspace({ registry: REGISTRY });
      workspace.apply(files);
      const trips = roundTrips(workspace);
      references += trips.references;
      renames += trips.renames;
      faults.push(...trips.faults);
    }
    test.diagnostic(`${references} references to ${renames} names`);
    assert.deepEqual(faults, []);
    assert.ok(references > 400, String(references));
  });
});

describe('all occurrences of a name (object, link, metadata key or label) are found from each of them', () => {
  it('in the examples', () => {
    for (const example of ['examples/correct/cluster.yaml', 'examples/mistakes/cluster.yaml']) {
      const workspace = new Workspace({ registry: REGISTRY, rules: [] });
      workspace.apply([{ uri: 'file:///cluster.yaml', text: readFileSync(example, 'utf8') }]);
      const { names, faults } = agreement(workspace);
      assert.deepEqual(faults, []);
      assert.ok(names >= 12, `${names} names in ${example}`);
    }
  });

  it('in the corpus', { skip: sharedIsMissing }, (test) => {
    let names = 0;
    const faults: string[] = [];
    for (const files of corpusSets()) {
      const workspace = new Workspace({ registry: REGISTRY, rules: [] });
      workspace.apply(files);
      const found = agreement(workspace);
      names += found.names;
      faults.push(...found.faults);
    }
    test.diagnostic(`${names} names`);
    assert.deepEqual(faults, []);
    assert.ok(names > 1000, String(names));
  });
});
