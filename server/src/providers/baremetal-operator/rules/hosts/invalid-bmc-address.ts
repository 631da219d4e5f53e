import { isIp } from '../../../../core/addresses/addresses.ts';
import type { Fix } from '../../../../core/findings/finding.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, type Report } from '../../../../core/rules/rule.ts';
import { nextMinor, previousMinor } from '../../../../core/schemas/releases.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../../../core/syntax/node.ts';
import { type BmcAddress, readBmcAddress, withColon } from '../../bmc-address.ts';
import { bmcTypeOf, SUPPORTED_NAMES, suggestedScheme } from '../../bmc-types.ts';
import { BareMetalHost, BMO } from '../../kinds.ts';
import { unreachableHost } from '../../unreachable-host.ts';

const PATH = ['spec', 'bmc', 'address'];

/** Source: access.go and the factories of pkg/hardwareutils/bmc of the baremetal-operator, v0.3 to v0.13. */
export const invalidBmcAddress = defineRule({
  id: 'invalid-bmc-address',
  formerIds: ['unusable-bmc-address'],
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  on: [BareMetalHost],
  summary: 'The BMC address of a host is malformed, or has a scheme that the Bare Metal Operator does not support.',

  *check(host) {
    const node = scalarAt(host.root, PATH);
    if (!node?.text || isTemplate(node.text) || PLACEHOLDER.test(node.text)) return;
    const address = readBmcAddress(node.text);
    const problem = address.kind === 'address' ? unsupported(host, node, address) : malformed(host, node, address);
    if (problem) yield { resource: host, node, path: PATH, ...problem };
  },
});

/** Matches a part such as `BMC_IP`, which the author replaces before applying the object. */
const PLACEHOLDER = /[/:@][A-Z][A-Z0-9]*(_[A-Z0-9]+)+([/:]|$)/;

type Problem = Pick<Report, 'message' | 'fixes' | 'severity' | 'effect' | 'releases' | 'by'>;
type ReadAddress = Extract<BmcAddress, { kind: 'address' }>;

function malformed(host: Resource, node: ScalarNode, address: Exclude<BmcAddress, ReadAddress>): Problem {
  const meant = withColon(node.text);
  if (meant)
    return {
      message: `Missing colon after "${meant.scheme}" in the BMC address of ${nameOf(host)}. The Bare Metal Operator rejects the object. Use ${meant.url}.`,
      fixes: fixIn(`Change to ${meant.url}`, host, writeScalar(node, meant.url), meant.isCertain),
    };
  if (address.kind === 'bad-host')
    return {
      message: `Host "${address.hostname}" in the BMC address of ${nameOf(host)} is neither an IP address nor a DNS name. The Bare Metal Operator rejects the object.`,
    };
  return {
    message: `BMC address "${node.text}" of ${nameOf(host)} is not a URL. The Bare Metal Operator rejects the object. Use SCHEME://HOST, with brackets around an IPv6 address.`,
    fixes: inBrackets(host, node),
  };
}

function unsupported(host: Resource, node: ScalarNode, address: ReadAddress): Problem | undefined {
  const { scheme, userInfo } = address;
  const type = bmcTypeOf(scheme);
  if (!type)
    return isIp(node.text) ? malformed(host, node, { kind: 'unreadable' }) : unknownScheme(host, node, address);
  const { releases, instead } = type;
  if (releases?.until !== undefined)
    return {
      releases: [{ provider: BMO, from: nextMinor(releases.until) }],
      message: `Unsupported BMC address scheme "${scheme}" of ${nameOf(host)}: Bare Metal Operator ${nextMinor(releases.until)} and later reject the object. Use ${instead}.`,
      fixes: instead === undefined ? [] : retype(host, node, scheme, instead, false),
    };
  if (releases?.from !== undefined)
    return {
      releases: [{ provider: BMO, until: previousMinor(releases.from) }],
      message: `Unsupported BMC address scheme "${scheme}" of ${nameOf(host)}: Bare Metal Operator ${previousMinor(releases.from)} and earlier reject the object.`,
    };
  if (userInfo) {
    const change = writeScalar(node, node.text.replace(`${userInfo}@`, ''));
    return {
      severity: 'warning',
      effect: 'wrong',
      by: 'controller',
      message: `Ignored user in the BMC address of ${nameOf(host)}: the Bare Metal Operator reads it from the Secret in credentialsName. Remove the user.`,
      fixes: fixIn('Remove user from BMC address', host, change, true),
    };
  }
  return unreachableHost(host, node, address);
}

function inBrackets(host: Resource, node: ScalarNode): readonly Fix[] {
  const isIpv6 = isIp(node.text) && node.text.includes(':');
  const url = `ipmi://[${node.text}]`;
  return isIpv6 ? fixIn(`Change to ${url}`, host, writeScalar(node, url)) : [];
}

function unknownScheme(host: Resource, node: ScalarNode, { scheme, path }: ReadAddress): Problem {
  if (scheme === '')
    return {
      message: `Missing scheme before // in the BMC address of ${nameOf(host)}. The Bare Metal Operator rejects the object. Use SCHEME:${node.text}.`,
    };
  const isHostAndPort = new RegExp(`^${scheme.replace(/[.+]/g, '\\$&')}:\\d+(/|$)`, 'i').test(node.text);
  if (isHostAndPort) {
    const type = path.startsWith('/redfish') ? 'redfish' : 'ipmi';
    return {
      message: `Missing scheme in the BMC address of ${nameOf(host)}: with a port, the host name "${scheme}" is parsed as the scheme. The Bare Metal Operator rejects the object. Use ${type}://${node.text}.`,
      fixes: fixIn(`Add ${type}://`, host, writeScalar(node, `${type}://${node.text}`)),
    };
  }
  const suggestion = suggestedScheme(scheme);
  return {
    message: `Unknown BMC address scheme "${scheme}" of ${nameOf(host)}. ${suggestion === undefined ? `Supported: ${SUPPORTED_NAMES.join(', ')}.` : `Did you mean "${suggestion}"?`} The Bare Metal Operator rejects the object.`,
    fixes: suggestion === undefined ? [] : retype(host, node, scheme, suggestion, false),
  };
}

function retype(host: Resource, node: ScalarNode, scheme: string, to: string, certain: boolean): readonly Fix[] {
  return fixIn(`Change scheme to ${to}`, host, writeScalar(node, to + node.text.slice(scheme.length)), certain);
}
