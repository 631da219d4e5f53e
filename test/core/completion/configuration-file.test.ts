import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accepted, completionsAt, labelsAt } from '../../support/completion.ts';

/** A configuration file with a text, next to a manifest. */
function file(text: string): string {
  return `#- /w/pool.yaml\napiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\n#- /w/.kamaji-metal3.yaml\n${text}`;
}

describe('completion in a configuration file', () => {
  it('offers the fields with their documentation, and no manifests', () => {
    const offered = completionsAt(file('█'));
    assert.deepEqual(
      offered.map(({ label }) => label),
      ['targets', 'rules', 'crds', 'include', 'exclude', 'roots'],
    );
    assert.match(offered[0]?.documentation ?? '', /^The releases that you run, by provider\./);
    assert.deepEqual(labelsAt(file('targets: {}\n█')).includes('targets'), false);
  });

  it('offers the providers and their releases, the newest first', () => {
    assert.deepEqual(labelsAt(file('targets:\n  █\n')), [
      'cluster-api',
      'cluster-api-provider-metal3',
      'ip-address-manager',
      'baremetal-operator',
      'kamaji',
      'cluster-api-control-plane-provider-kamaji',
    ]);
    const releases = labelsAt(file('targets:\n  ip-address-manager: █\n'));
    assert.deepEqual(releases.slice(0, 2), ['auto', 'latest']);
    assert.deepEqual(releases.slice(releases.indexOf('v1.13')).slice(0, 2), ['v1.13', 'v1.12']);
    assert.ok(releases.some((release) => /^v1\.13\.\d+$/.test(release)));
    assert.match(accepted(file('targets:\n  ip-address-manager: █\n'), 'v1.13'), /ip-address-manager: v1\.13\n$/);
  });

  it('offers the rules with their summaries, and the severities', () => {
    const rules = completionsAt(file('rules:\n  unknown-field: off\n  █\n'));
    const found = rules.find(({ label }) => label === 'endpoint-host-mismatch');
    assert.match(found?.documentation ?? '', /endpoint hosts/);
    assert.ok(!rules.some(({ label }) => label === 'unknown-field'));
    assert.deepEqual(labelsAt(file('rules:\n  unknown-field: █\n')), ['off', 'hint', 'info', 'warning', 'error']);
    assert.match(accepted(file('rules:\n  unknown-field: █\n'), 'off'), /unknown-field: .?off.?\n$/);
    assert.match(accepted(file('█'), 'rules'), /\nrules:\n {2}\$\d|rules:\n {2}/);
  });
});
