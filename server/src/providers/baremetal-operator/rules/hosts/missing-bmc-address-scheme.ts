import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, type Report } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../../../core/syntax/node.ts';
import { readBmcAddress, withColon } from '../../bmc-address.ts';
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
    yield {
      resource: host,
      node,
      path: PATH,
      ...(withoutColon(host, node) ?? withoutScheme(host, node, address.path)),
    };
  },
});

type Problem = Pick<Report, 'message' | 'fixes' | 'severity' | 'effect'>;

/** Returns the problem of an address such as `redfish//HOST`, whose scheme is parsed as the host. */
function withoutColon(host: Resource, node: ScalarNode): Problem | undefined {
  const meant = withColon(node.text);
  const scheme = meant?.scheme ?? /^([A-Za-z][A-Za-z0-9+.-]*)\/\//.exec(node.text)?.[1];
  if (scheme === undefined) return undefined;
  return {
    severity: 'warning',
    effect: 'wrong',
    message: `Missing colon after "${scheme}" in the BMC address of ${nameOf(host)}: it defaults to IPMI with the host "${scheme}". Use ${meant?.url ?? 'SCHEME://HOST'}.`,
    fixes: meant ? fixIn(`Change to ${meant.url}`, host, writeScalar(node, meant.url), meant.isCertain) : [],
  };
}

function withoutScheme(host: Resource, node: ScalarNode, path: string): Problem {
  const isRedfish = /^\/redfish/.test(path);
  const scheme = isRedfish ? 'redfish' : 'ipmi';
  return {
    ...(isRedfish ? ({ severity: 'warning', effect: 'wrong' } as const) : {}),
    message: isRedfish
      ? `BMC address of ${nameOf(host)} has a Redfish path but no scheme, so it defaults to IPMI. Add redfish://.`
      : `BMC address of ${nameOf(host)} has no scheme and defaults to IPMI. Add an explicit scheme such as ipmi:// or redfish://.`,
    // IPMI has no path, so an address with one was meant for another scheme.
    fixes: fixIn(`Add ${scheme}://`, host, writeScalar(node, `${scheme}://${node.text}`), path === ''),
  };
}
