import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allFindings, workspaceOf } from '../support/check.ts';

/** Returns the fixes of one rule for an object; certain ones, which `lint --fix` applies, end with `!`. */
function fixesOf(rule: string, text: string): readonly string[] {
  const workspace = workspaceOf([{ uri: 'file:///w/a.yaml', text }]);
  return allFindings(workspace)
    .filter((finding) => finding.rule === rule)
    .flatMap(({ fixes }) => fixes.map(({ title, certain }) => `${title}${certain ? '!' : ''}`));
}

const host = (address: string) => `apiVersion: metal3.io/v1alpha1
kind: BareMetalHost
metadata: {name: a, namespace: b}
spec:
  bmc: {address: "${address}", credentialsName: c}
  bootMACAddress: "52:54:00:00:00:01"
`;

describe('certain fixes of BMC addresses', () => {
  const cases: readonly (readonly [address: string, fixes: readonly string[]])[] = [
    ['192.0.2.1', ['Add ipmi://!']],
    ['192.0.2.1/redfish/v1', ['Add redfish://']],
    ['192.0.2.1//redfish/v1', ['Add ipmi://']],
    ['redfish//192.0.2.1/redfish/v1', ['Change to redfish://192.0.2.1/redfish/v1!']],
    ['IPMI//192.0.2.1', ['Change to IPMI://192.0.2.1!']],
    ['redfish/192.0.2.1/redfish/v1', ['Change to redfish://192.0.2.1/redfish/v1']],
    ['foo//192.0.2.1', []],
    ['//192.0.2.1/redfish/v1', []],
  ];
  for (const [address, fixes] of cases)
    it(address, () => {
      assert.deepEqual(fixesOf('missing-bmc-address-scheme', host(address)), fixes);
      assert.deepEqual(fixesOf('invalid-bmc-address', host(address)), []);
    });
  it('redfish+http//192.0.2.1/a', () =>
    assert.deepEqual(fixesOf('invalid-bmc-address', host('redfish+http//192.0.2.1/a')), [
      'Change to redfish+http://192.0.2.1/a!',
    ]));
});

const data = (
  networks: string,
  links = 'ethernets: [{id: eth0, type: phy, macAddress: {string: "52:54:00:00:00:01"}}]',
) =>
  `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3DataTemplate
metadata: {name: a, namespace: b}
spec:
  clusterName: a
  networkData:
    links: {${links}}
    networks: {${networks}}
`;

describe('certain fixes of names', () => {
  const cases: readonly (readonly [what: string, networks: string, fixes: readonly string[]])[] = [
    ['a typo', 'ipv4DHCP: [{id: a, link: ehh0}]', ['Use link "eth0"!']],
    ['another number', 'ipv4DHCP: [{id: a, link: eth1}]', ['Use link "eth0"']],
    ['a name without its number', 'ipv4DHCP: [{id: a, link: eth}]', ['Use link "eth0"']],
    ['a link that has a network', 'ipv4DHCP: [{id: a, link: eth0}, {id: b, link: ehh0}]', ['Use link "eth0"']],
    ['a different name', 'ipv4DHCP: [{id: a, link: wan}]', ['Use link "eth0"']],
  ];
  for (const [what, networks, fixes] of cases)
    it(`a link: ${what}`, () => assert.deepEqual(fixesOf('unknown-link', data(networks)), fixes));

  it('the link of a VLAN: another number', () => {
    const vlan = 'vlans: [{id: v, vlanID: 7, vlanLink: eth1, macAddress: {string: "52:54:00:00:00:01"}}]';
    const ethernet = 'ethernets: [{id: eth0, type: phy, macAddress: {string: "52:54:00:00:00:01"}}]';
    const text = data('ipv4DHCP: [{id: a, link: eth0}]', `${ethernet}, ${vlan}`);
    const fixes = fixesOf('unknown-link', text);
    assert.ok(fixes.includes('Use link "eth0"'));
    assert.ok(!fixes.some((fix) => fix.endsWith('!')));
  });

  it('a field: another number', () => {
    assert.deepEqual(fixesOf('unknown-field', data('ipv4SLAAC: [{id: a, link: eth0}]')), ['Rename to ipv6SLAAC']);
    assert.deepEqual(fixesOf('unknown-field', data('ipv6SLAC: [{id: a, link: eth0}]')), ['Rename to ipv6SLAAC!']);
  });
});

describe('certain fixes of values', () => {
  const controlPlane = (version: string) => `apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
kind: KamajiControlPlane
metadata: {name: a, namespace: b}
spec: {dataStoreName: default, version: "${version}"}
`;
  it('no patch release is invented', () => {
    assert.deepEqual(fixesOf('malformed-value', controlPlane('1.35')), ['Change to 1.35.0']);
    assert.deepEqual(fixesOf('malformed-value', controlPlane('vv1.33.0')), ['Change to v1.33.0!']);
  });

  it('no prefix is computed for a range without an end', () => {
    const pool = (range: string) => `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata: {name: a, namespace: b}
spec: {namePrefix: a, pools: [{${range}}]}
`;
    assert.deepEqual(fixesOf('invalid-pool-prefix', pool('start: 192.0.2.10, end: 192.0.2.20')), ['Add prefix: 24']);
    assert.deepEqual(fixesOf('invalid-pool-prefix', pool('start: 192.0.2.10')), []);
    assert.deepEqual(fixesOf('invalid-pool-prefix', pool('start: "2001:db8::10"')), []);
  });

  it('a number in quotes is not certainly a percentage', () => {
    const check = `apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineHealthCheck
metadata: {name: a, namespace: b}
spec: {clusterName: a, maxUnhealthy: "40", selector: {matchLabels: {a: b}}, unhealthyConditions: []}
`;
    assert.deepEqual(fixesOf('malformed-value', check), ['Change to 40%']);
  });
});

describe('fixes of ranges', () => {
  it('does not swap start and end without a question, because a digit can be missing', () => {
    const pool = `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata: {name: a, namespace: b}
spec: {namePrefix: a, prefix: 24, pools: [{start: 172.22.0.100, end: 172.22.0.20}]}
`;
    assert.deepEqual(fixesOf('invalid-pool-range', pool), ['Swap start and end']);
  });
});
