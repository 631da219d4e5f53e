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
