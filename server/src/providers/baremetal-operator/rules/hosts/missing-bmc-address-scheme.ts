import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { readBmcAddress } from '../../bmc-address.ts';
import { BareMetalHost } from '../../kinds.ts';

const PATH = ['spec', 'bmc', 'address'];

/** Source: access.go of the Bare Metal Operator, which defaults to IPMI; BMO#1472 reports confusion with Redfish. */
export const missingBmcAddressScheme = defineRule({
  id: 'missing-bmc-address-scheme',
  formerIds: ['bmc-address-without-type'],
  severity: 'hint',
  effect: 'advice',
  by: 'controller',
  on: [BareMetalHost],
  summary: 'The BMC address of a host has no scheme, so it defaults to IPMI.',

  *check(host) {
    const node = scalarAt(host.root, PATH);
    if (!node?.text || isTemplate(node.text)) return;
    const address = readBmcAddress(node.text);
    if (address.kind !== 'address' || !address.isBare) return;
    const isRedfish = /^\/redfish/.test(address.path);
    yield {
      resource: host,
      node,
      path: PATH,
      ...(isRedfish ? ({ severity: 'warning', effect: 'wrong' } as const) : {}),
      message: isRedfish
        ? `BMC address of ${nameOf(host)} has a Redfish path but no scheme, so it defaults to IPMI. Add redfish://.`
        : `BMC address of ${nameOf(host)} has no scheme and defaults to IPMI. Add an explicit scheme such as ipmi:// or redfish://.`,
      fixes: fixIn(
        `Add ${isRedfish ? 'redfish' : 'ipmi'}://`,
        host,
        writeScalar(node, `${isRedfish ? 'redfish' : 'ipmi'}://${node.text}`),
        !isRedfish,
      ),
    };
  },
});
