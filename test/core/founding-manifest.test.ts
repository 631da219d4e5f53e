import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { type Finding, pathText, type Workspace } from '../../server/src/core/index.ts';
import { minorOf } from '../../server/src/core/schemas/releases.ts';
import type { Targets } from '../../server/src/core/validation/violation.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';
import { allFindings, applyFix, workspaceOf } from '../support/check.ts';
import { corpusFiles, sharedIsMissing } from '../support/shared.ts';

const ours = readFileSync('examples/correct/cluster.yaml', 'utf8');
const manifests: Readonly<Record<string, () => string>> = {
  'the example of ours': () => ours,
  'the manifest this project began with': () =>
    corpusFiles().find(({ name }) => name.endsWith('001-founding-document.yaml'))?.text ?? '',
};

const VERSION_OF_REFERENCE = 'spec.controlPlaneRef.apiVersion';

/** The change, the rule that must report it, and the reported text, for each of the two manifests. */
const MISTAKES: readonly { from: string; to: string; rule: string | readonly string[]; at: readonly string[] }[] = [
  {
    from: 'serviceAddress: 172.18.255.200',
    to: 'serviceAddress: 172.18.255.20',
    rule: 'endpoint-host-mismatch',
    at: ['172.18.255.200', '172.18.255.20'],
  },
  {
    from: 'host: 172.18.255.200',
    to: 'host: api.example.com',
    rule: 'endpoint-host-mismatch',
    at: ['api.example.com', '172.18.255.200'],
  },
  { from: 'apiServerPort: 6443', to: 'apiServerPort: 8443', rule: 'endpoint-port-mismatch', at: ['8443', '6443'] },
  { from: ' port: 6443', to: ' port: 443', rule: 'endpoint-port-mismatch', at: ['6443', '443'] },
  {
    from: 'name: capi-quickstart-metal3\n  infra',
    to: 'name: quickstart\n  infra',
    rule: 'missing-reference-target',
    at: ['quickstart'],
  },
  {
    from: 'kind: Metal3Cluster\n    name: test1',
    to: 'kind: Metal3Cluster\n    name: another',
    rule: 'missing-reference-target',
    at: ['another'],
  },
  {
    from: 'kind: KubeadmConfigTemplate\n          name: test1-workers',
    to: 'kind: KubeadmConfigTemplate\n          name: test1-worker',
    rule: 'missing-reference-target',
    at: ['test1-worker'],
  },
  {
    from: 'kind: Metal3MachineTemplate\n        name: test1-workers',
    to: 'kind: Metal3MachineTemplate\n        name: workers',
    rule: 'missing-reference-target',
    at: ['workers'],
  },
  {
    from: 'dataTemplate:\n        name: test1-workers-template',
    to: 'dataTemplate:\n        name: template',
    rule: 'missing-reference-target',
    at: ['template'],
  },
  {
    from: 'ipAddressFromIPPool: externalv4-pool',
    to: 'ipAddressFromIPPool: externalv6-pool',
    rule: 'missing-reference-target',
    at: ['externalv6-pool'],
  },
  {
    from: 'fromIPPool: externalv4-pool',
    to: 'fromIPPool: gateway-pool',
    rule: 'missing-reference-target',
    at: ['gateway-pool'],
  },
  {
    from: '- key: provisioningIP\n        name: provisioning-pool',
    to: '- key: provisioningIP\n        name: prov',
    rule: 'missing-reference-target',
    at: ['prov'],
  },
  {
    from: '- key: provisioningCIDR\n        name: provisioning-pool',
    to: '- key: provisioningCIDR\n        name: prov',
    rule: 'missing-reference-target',
    at: ['prov'],
  },
  {
    from: 'spec:\n  clusterName: test1\n  replicas: 1',
    to: 'spec:\n  clusterName: test\n  replicas: 1',
    rule: ['missing-reference-target', 'conflicting-values'],
    at: ['test', 'test1'],
  },
  {
    from: 'clusterName: test1\n  namePrefix: test1-prov',
    to: 'clusterName: tests\n  namePrefix: test1-prov',
    rule: 'missing-reference-target',
    at: ['tests'],
  },
  {
    from: 'clusterName: test1\n  metaData',
    to: 'clusterName: other\n  metaData',
    rule: 'missing-reference-target',
    at: ['other'],
  },
];

/**
 * CAPM3 v1.13 and later have no defaults for items of a data template; v1.10 replaced noCloudProvider with an inverted
 * field. The controlPlaneRef has version v1beta1, which KamajiControlPlane never had: Cluster API up to v1.10 corrects
 * it and v1.11 and later ignore it, so this is a hint.
 */
function isKnown({ rule, severity, releases, path }: Finding): boolean {
  if (rule === 'reference-version-not-served') return severity === 'hint' && path.join('.') === VERSION_OF_REFERENCE;
  if (rule === 'deprecated-field') return severity === 'hint' && path.at(-1) === 'noCloudProvider';
  return rule === 'required-field' && severity === 'warning' && minorOf(releases[0]?.from ?? '') === 'v1.13';
}

function underlined(text: string, { place }: Finding): string {
  const document = place.document.text;
  assert.ok(text.includes(document));
  return document.slice(place.span.start, place.span.end);
}

for (const [name, read] of Object.entries(manifests))
  describe(name, { skip: name.startsWith('the manifest') ? sharedIsMissing : false }, () => {
    it('is correct, except for an unused version and fields that only the newest releases require', () => {
      const findings = allFindings(workspaceOf([{ uri: 'file:///a.yaml', text: read() }]));
      assert.deepEqual(
        findings.filter((finding) => !isKnown(finding)).map(({ message }) => message),
        [],
      );
    });

    for (const { from, to, rule, at } of MISTAKES)
      it(`with ${JSON.stringify(to)} has a finding there, and a fix restores it`, () => {
        const text = read();
        // The two manifests have a different order of keys. A mistake must occur in both or one of them.
        if (!text.includes(from)) return;
        const wrong = text.replace(from, () => to);
        const workspace = workspaceOf([{ uri: 'file:///a.yaml', text: wrong }]);
        const findings = allFindings(workspace).filter((finding) => !isKnown(finding));
        assert.deepEqual(
          findings.map((finding) => finding.rule),
          at.map((_, index) => (typeof rule === 'string' ? rule : rule[index])),
        );
        assert.deepEqual(findings.map((finding) => underlined(wrong, finding)).sort(), [...at].sort());
        for (const finding of findings) {
          const restored = finding.fixes.some((fix) => applyFix(workspace, fix)[0]?.text === text);
          assert.ok(restored, `none of: ${finding.fixes.map(({ title }) => title).join('; ')}`);
        }
      });
  });

describe('the founding manifest, by release', { skip: sharedIsMissing }, () => {
  const began = () => manifests['the manifest this project began with']?.() ?? '';
  const PROVIDER = 'cluster-api-control-plane-provider-kamaji';
  const workspaceFor = (text: string, targets: Targets) =>
    workspaceOf([{ uri: 'file:///a.yaml', text }], REGISTRY.rules, targets);

  it('is correct for its original releases', () => {
    const targets = { 'cluster-api-provider-metal3': 'v1.3.5', [PROVIDER]: 'v0.3.1' };
    assert.deepEqual(allFindings(workspaceFor(began(), targets)), []);
  });

  it('has findings for the newest releases, and none after all fixes', () => {
    const newest = { 'cluster-api-provider-metal3': 'v1.13', [PROVIDER]: 'v0.20' };
    let text = began();
    // `kamaji-metal3 migrate` handles deprecated versions.
    const findingsIn = (workspace: Workspace) =>
      allFindings(workspace).filter(({ rule }) => rule !== 'deprecated-version');
    assert.deepEqual(
      findingsIn(workspaceFor(text, newest)).map(({ rule, path }) => `${rule} ${pathText(path)}`),
      [
        'deprecated-field spec.noCloudProvider',
        'api-version-not-served apiVersion',
        // Newer releases of Kamaji do not request the address from the load balancer.
        'load-balancer-address-not-requested spec.network.serviceAddress',
        'required-field spec.metaData.ipAddressesFromIPPool[0].apiGroup',
        'required-field spec.metaData.ipAddressesFromIPPool[0].kind',
        'required-field spec.metaData.prefixesFromIPPool[0].apiGroup',
        'required-field spec.metaData.prefixesFromIPPool[0].kind',
      ],
    );
    for (let tries = 0; tries < 12; tries++) {
      const workspace = workspaceFor(text, newest);
      const fix = findingsIn(workspace)[0]?.fixes[0];
      if (fix) text = applyFix(workspace, fix)[0]?.text ?? '';
    }
    assert.deepEqual(findingsIn(workspaceFor(text, newest)), []);
  });
});

describe('the mistakes in this test', () => {
  it('all occur in one of the two manifests', () => {
    assert.deepEqual(
      MISTAKES.filter(({ from }) => !ours.includes(from)),
      [],
    );
  });
});
