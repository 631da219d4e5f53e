import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defineRule, type Rule } from '../../../server/src/core/rules/rule.ts';
import { allFindings, workspaceOf } from '../../support/check.ts';

const CAPI = 'cluster-api';

/** Returns a rule that reports every Cluster, for some releases. */
function ruleFor(releases: Rule['releases']): Rule {
  return defineRule({
    id: 'rule-for-releases',
    severity: 'error',
    effect: 'refused',
    by: 'webhook',
    on: [{ group: 'cluster.x-k8s.io', kind: 'Cluster' }],
    releases: releases ?? [],
    summary: 'Reports something.',
    *check(resource) {
      yield { resource, node: resource.root, path: [], message: 'Something.' };
    },
  });
}

function findings(releases: Rule['releases'], targets = {}, version = 'v1beta1') {
  const text = `apiVersion: cluster.x-k8s.io/${version}\nkind: Cluster\nmetadata: {name: a}\n`;
  const workspace = workspaceOf([{ uri: 'file:///a.yaml', text }], [ruleFor(releases)], targets);
  return allFindings(workspace).map(({ severity, releases, message }) => ({ severity, releases, message }));
}

describe('findings of several rules about one value', () => {
  const twoRules = (releases: Rule['releases'], others: Rule['releases'], severity: Rule['severity'] = 'error') => {
    const text = 'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: {name: a}\n';
    const rules = [ruleFor(releases), { ...ruleFor(others), id: 'saying-else', severity }];
    return allFindings(workspaceOf([{ uri: 'file:///a.yaml', text }], rules, {})).map((each) => each.severity);
  };

  it('are errors if each release has one of them', () => {
    assert.deepEqual(twoRules([{ provider: CAPI, from: 'v1.11' }], [{ provider: CAPI, until: 'v1.10' }]), ['error']);
    assert.deepEqual(twoRules([{ provider: CAPI, from: 'v1.9' }], [{ provider: CAPI, until: 'v1.10' }]), ['error']);
  });

  it('are warnings if a release has none, or has no error', () => {
    assert.deepEqual(twoRules([{ provider: CAPI, from: 'v1.11' }], [{ provider: CAPI, until: 'v1.9' }]), ['warning']);
    assert.deepEqual(twoRules([{ provider: CAPI, from: 'v1.11' }], [{ provider: CAPI, until: 'v1.10' }], 'hint'), [
      'warning',
    ]);
  });
});

describe('a problem that releases report differently', () => {
  const TEMPLATE = `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3MachineTemplate
metadata: {name: a, namespace: b}
spec: {template: {spec: {image: {url: "http://192.0.2.1/node.raw"}}}}
`;
  const POOL = `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata: {name: a, namespace: b}
spec: {namePrefix: a, prefix: 24, gateway: 192.0.2.1, pools: [{start: 192.0.2.20, end: 192.0.2.10}]}
`;
  const findingsIn = (text: string, targets = {}) =>
    allFindings(workspaceOf([{ uri: 'file:///a.yaml', text }], undefined, targets)).filter(
      ({ rule }) => rule === 'required-field' || rule === 'invalid-pool-range',
    );

  it('is an error that names no release if all have it', () => {
    for (const [text, problem] of [
      [TEMPLATE, /^Metal3MachineTemplate "a" has no spec.template.spec.image.checksum. CAPM3 rejects the object.$/],
      [POOL, /so it contains no addresses. Correct one of them, or swap them.$/],
    ] as const) {
      const found = findingsIn(text);
      assert.deepEqual(
        found.map(({ severity, releases }) => ({ severity, releases })),
        [{ severity: 'error', releases: [] }],
      );
      assert.match(found[0]?.message ?? '', problem);
    }
  });

  it('has the message of the target', () => {
    const messageFor = (release: string) => findingsIn(TEMPLATE, { capm3: release }).map(({ message }) => message);
    assert.match(messageFor('v1.10').join(), /^Metal3MachineTemplate "a" has no .* CAPM3 rejects the object.$/);
    assert.match(messageFor('v1.13').join(), /^Missing required field .* The API server rejects/);
  });

  it('offers no checksum of another image', () => {
    assert.deepEqual(
      findingsIn(TEMPLATE).flatMap(({ fixes }) => fixes.map(({ title }) => title)),
      [],
    );
  });
});

describe('a finding of newer releases about an object that the schemas of the others reject', () => {
  const severitiesOf = (fields: string, from: string) => {
    const text = `apiVersion: metal3.io/v1alpha1\nkind: BareMetalHost\nmetadata: {name: a}\nspec: {online: true${fields}}\n`;
    const on = [{ group: 'metal3.io', kind: 'BareMetalHost' }];
    const rule = { ...ruleFor([{ provider: 'baremetal-operator', from }]), on };
    return allFindings(workspaceOf([{ uri: 'file:///a.yaml', text }], [rule], {})).map((each) => each.severity);
  };

  it('is an error', () => {
    // Releases before v0.12 do not know inspectionMode.
    assert.deepEqual(severitiesOf(', inspectionMode: agent', 'v0.12'), ['error']);
  });

  it('is a warning if one release accepts the object', () => {
    assert.deepEqual(severitiesOf(', inspectionMode: agent', 'v0.13'), ['warning']);
    assert.deepEqual(severitiesOf('', 'v0.12'), ['warning']);
  });
});

describe('a finding that applies to some releases', () => {
  const since = [{ provider: CAPI, from: 'v1.11' }];

  it('is kept for a target inside its range, and dropped for one outside', () => {
    assert.deepEqual(findings(since, { [CAPI]: 'v1.11.11' }), [
      { severity: 'error', releases: [], message: 'Something.' },
    ]);
    assert.deepEqual(findings(since, { [CAPI]: 'v1.10.10' }), []);
  });

  it('is a warning with the releases if it applies to the newest target and not to all', () => {
    assert.deepEqual(findings(since), [
      { severity: 'warning', releases: since, message: 'Something. Applies to Cluster API v1.11 and later.' },
    ]);
  });

  it('is unchanged if it applies to all releases that serve the version', () => {
    assert.deepEqual(findings(since, {}, 'v1beta2'), [{ severity: 'error', releases: [], message: 'Something.' }]);
  });

  it('is dropped if only older releases have it', () => {
    assert.deepEqual(findings([{ provider: CAPI, until: 'v1.10' }]), []);
    assert.equal(findings([{ provider: CAPI, until: 'v1.10' }], { [CAPI]: 'v1.10.10' }).length, 1);
  });

  it('requires a range of each provider, and accepts any of several ranges of one provider', () => {
    const both = [...since, { provider: 'kamaji', from: 'edge-25.10.5' }];
    assert.equal(findings(both, { [CAPI]: 'v1.12.11', kamaji: 'edge-26.2.5' }).length, 1);
    assert.equal(findings(both, { [CAPI]: 'v1.12.11', kamaji: 'v1.0.0' }).length, 0);
    const either = [{ provider: CAPI, until: 'v1.8' }, ...since];
    assert.equal(findings(either, { [CAPI]: 'v1.8.12' }).length, 1);
    assert.equal(findings(either, { [CAPI]: 'v1.9.11' }).length, 0);
  });

  it('takes into account the releases that serve the referenced object', () => {
    const text = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: a}
spec: {topology: {class: b}}
---
apiVersion: cluster.x-k8s.io/v1beta2
kind: ClusterClass
metadata: {name: b}
`;
    const [finding] = allFindings(workspaceOf([{ uri: 'file:///a.yaml', text }], [ruleFor(since)]));
    assert.equal(finding?.severity, 'error');
  });
});
