import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readBmcAddress } from '../../server/src/providers/baremetal-operator/bmc-address.ts';
import { bmcTypeOf } from '../../server/src/providers/baremetal-operator/bmc-types.ts';

describe('readBmcAddress', () => {
  const cases: readonly (readonly [text: string, expected: string])[] = [
    ['10.0.0.1', 'ipmi 10.0.0.1 (bare)'],
    ['10.0.0.1:623', 'ipmi 10.0.0.1 port 623 (bare)'],
    ['[fd00::1]:623', 'ipmi fd00::1 port 623 (bare)'],
    ['ipmi://10.0.0.1', 'ipmi 10.0.0.1'],
    ['ipmi://10.0.0.1:623', 'ipmi 10.0.0.1 port 623'],
    ['IPMI://10.0.0.1', 'ipmi 10.0.0.1'],
    ['redfish://bmc.example/redfish/v1/Systems/1', 'redfish bmc.example path /redfish/v1/Systems/1'],
    ['redfish+http://10.0.0.1:8000/a', 'redfish+http 10.0.0.1 port 8000 path /a'],
    ['redfish://[fd00::1]:443/a', 'redfish fd00::1 port 443 path /a'],
    ['redfish:10.0.0.1/a', 'redfish 10.0.0.1 path /a'],
    ['idrac-virtualmedia://root@10.0.0.1/a', 'idrac-virtualmedia 10.0.0.1 path /a user root'],
    ['libvirt://192.0.2.1:6230/', 'libvirt 192.0.2.1 port 6230 path /'],
    ['redfish//10.0.0.1/a', 'ipmi redfish path //10.0.0.1/a (bare)'],
    ['//10.0.0.1/a', ' 10.0.0.1 path /a'],
    ['///a', 'ipmi  path ///a (bare)'],
    ['redfish://bad_host/a', 'bad-host bad_host'],
    ['redfish://-a/b', 'bad-host -a'],
    ['redfish://10.0.0.1:port/a', 'unreadable'],
    ['redfish://10.0.0 1/a', 'unreadable'],
    ['redfish://10.0.0.1/%zz', 'unreadable'],
    ['10.0.0.1\u0001', 'unreadable'],
    ['a:b:c/d', 'unreadable'],
  ];
  for (const [text, expected] of cases)
    it(JSON.stringify(text), () => {
      const address = readBmcAddress(text);
      if (address.kind === 'unreadable') assert.equal(address.kind, expected);
      else if (address.kind === 'bad-host') assert.equal(`bad-host ${address.hostname}`, expected);
      else {
        const { scheme, hostname, port, path, userInfo, isBare } = address;
        const parts = [port && `port ${port}`, path && `path ${path}`, userInfo && `user ${userInfo}`];
        const rest = [...parts, isBare && '(bare)'].filter((each) => each);
        assert.equal([scheme, hostname, ...rest].join(' '), expected);
      }
    });
});

describe('bmcTypeOf', () => {
  const cases: readonly (readonly [scheme: string, name: string | undefined])[] = [
    ['redfish', 'redfish'],
    ['redfish+http', 'redfish'],
    ['redfish+https', 'redfish'],
    ['redfish+ftp', undefined],
    ['redfish-virtualmedia+http', 'redfish-virtualmedia'],
    ['ipmi+http', undefined],
    ['ilo4+http', undefined],
    ['ilo4+https', 'ilo4'],
    ['redfis', undefined],
    ['', undefined],
  ];
  for (const [scheme, name] of cases) it(JSON.stringify(scheme), () => assert.equal(bmcTypeOf(scheme)?.name, name));
});
