import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { readBmcAddress } from '../../bmc-address.ts';
import { BareMetalHost } from '../../kinds.ts';

const PATH = ['spec', 'bmc', 'address'];

/** Source: access.go of the baremetal-operator; BMO#1472 and others took such a host for one of redfish. */
export const bmcAddressWithoutType = defineRule({
  id: 'bmc-address-without-type',
  severity: 'hint',
  effect: 'advice',
  by: 'controller',
  on: [BareMetalHost],
  summary: "The address of a host's management controller does not say its type, which means ipmi.",

  *check(host) {
    const node = scalarAt(host.root, PATH);
    if (host.group !== 'metal3.io' || !node?.text || isTemplate(node.text)) return;
    const address = readBmcAddress(node.text);
    if (address.kind !== 'address' || !address.isBare) return;
    const isRedfish = /^\/redfish/.test(address.path);
    yield {
      resource: host,
      node,
      path: PATH,
      ...(isRedfish ? ({ severity: 'warning', effect: 'wrong' } as const) : {}),
      message: isRedfish
        ? `The controller of ${nameOf(host)} has a path of redfish and no type, and is asked by ipmi. Write redfish:// before it.`
        : `The controller of ${nameOf(host)} is asked by ipmi, for its address says no type. Write ipmi:// before it, or what it is.`,
      fixes: fixIn(
        `Write ${isRedfish ? 'redfish' : 'ipmi'}:// before it`,
        host,
        writeScalar(node, `${isRedfish ? 'redfish' : 'ipmi'}://${node.text}`),
        !isRedfish,
      ),
    };
  },
});
