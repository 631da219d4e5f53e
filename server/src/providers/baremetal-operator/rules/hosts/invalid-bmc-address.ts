import { isIp } from '../../../../core/addresses/addresses.ts';
import type { Fix } from '../../../../core/findings/finding.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, type Report } from '../../../../core/rules/rule.ts';
import type { ReleaseRange } from '../../../../core/schemas/release-range.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../../../core/syntax/node.ts';
import { nearestTo } from '../../../../core/text/edit-distance.ts';
import { BMC_TYPES, type BmcAddress, bmcTypeOf, readBmcAddress } from '../../bmc-address.ts';
import { BareMetalHost } from '../../kinds.ts';

const PATH = ['spec', 'bmc', 'address'];
const PROVIDER = 'baremetal-operator';

/** Source: access.go and the factories of pkg/hardwareutils/bmc of the baremetal-operator, v0.3 to v0.13. */
export const invalidBmcAddress = defineRule({
  id: 'invalid-bmc-address',
  formerIds: ['unusable-bmc-address'],
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  on: [BareMetalHost],
  summary:
    "The address of a host's management controller is none that the operator reads, or of a type that it does not know.",

  *check(host) {
    const node = scalarAt(host.root, PATH);
    if (host.group !== 'metal3.io' || !node?.text || isTemplate(node.text)) return;
    const address = readBmcAddress(node.text);
    const report = address.kind === 'address' ? ofType(host, node, address) : ofForm(host, node, address);
    if (report) yield { resource: host, node, path: PATH, ...report };
  },
});

type Told = Pick<Report, 'message' | 'fixes' | 'severity' | 'effect' | 'releases' | 'by'>;
type Read = Extract<BmcAddress, { kind: 'address' }>;

function ofForm(host: Resource, node: ScalarNode, address: Exclude<BmcAddress, Read>): Told {
  if (address.kind === 'bad-host')
    return {
      message: `"${address.hostname}" in the bmc.address of ${nameOf(host)} is neither an address nor a name that DNS allows: the operator refuses the object.`,
    };
  return {
    message: `"${node.text}" of ${nameOf(host)} is no address of a management controller: the operator refuses the object. Write TYPE://HOST, with brackets around an address of IPv6.`,
    fixes: inBrackets(host, node),
  };
}

function ofType(host: Resource, node: ScalarNode, address: Read): Told | undefined {
  const { scheme, userInfo } = address;
  const type = bmcTypeOf(scheme);
  if (!type) return unknown(host, node, address);
  const { releases, instead } = type;
  if (releases?.until !== undefined)
    return {
      releases: [{ provider: PROVIDER, from: after(releases.until) }],
      message: `The operator dropped ${scheme} after ${releases.until}, and ${nameOf(host)} has its controller there: it refuses the object. Use ${instead}.`,
      fixes: instead === undefined ? [] : retype(host, node, scheme, instead, false),
    };
  if (releases?.from !== undefined)
    return {
      releases: [{ provider: PROVIDER, until: before(releases.from) }],
      message: `The operator knows ${scheme} from ${releases.from.replace(/\.0$/, '')} on, and ${nameOf(host)} has its controller there: it refuses the object.`,
    };
  if (userInfo)
    return {
      severity: 'warning',
      effect: 'wrong',
      by: 'controller',
      message: `A user in the bmc.address of ${nameOf(host)} counts for nothing: the operator takes it from the Secret that credentialsName names. Leave it out.`,
      fixes: fixIn('Leave the user out', host, writeScalar(node, node.text.replace(`${userInfo}@`, '')), true),
    };
  return undefined;
}

function inBrackets(host: Resource, node: ScalarNode): readonly Fix[] {
  const isIpv6 = isIp(node.text) && node.text.includes(':');
  return isIpv6 ? fixIn('Write it in brackets', host, writeScalar(node, `ipmi://[${node.text}]`)) : [];
}

function unknown(host: Resource, node: ScalarNode, { scheme, path }: Read): Told {
  const isHostAndPort = new RegExp(`^${scheme.replace(/[.+]/g, '\\$&')}:\\d+(/|$)`, 'i').test(node.text);
  if (isHostAndPort) {
    const type = path.startsWith('/redfish') ? 'redfish' : 'ipmi';
    return {
      message: `"${scheme}" of ${nameOf(host)} is read as the type of a controller, for a name with a port needs a type before it: the operator refuses the object. Write ${type}://${node.text}.`,
      fixes: fixIn(`Write ${type}:// before it`, host, writeScalar(node, `${type}://${node.text}`)),
    };
  }
  const known = BMC_TYPES.filter(({ releases }) => releases?.until === undefined).flatMap(({ name, transports }) => [
    name,
    ...transports.map((transport) => `${name}+${transport}`),
  ]);
  const meant = USUALLY_MEANT[scheme] ?? nearestTo(scheme, known)[0];
  return {
    message: `${nameOf(host)} has its controller at ${scheme}://, which is no type that the operator knows: it refuses the object. ${meant === undefined ? `Use one of ${known.filter((name) => !name.includes('+')).join(', ')}.` : `Did you mean ${meant}?`}`,
    fixes: meant === undefined ? inBrackets(host, node) : retype(host, node, scheme, meant, false),
  };
}

const USUALLY_MEANT: Readonly<Record<string, string>> = {
  http: 'redfish+http',
  https: 'redfish',
  'redfish-http': 'redfish+http',
  'redfish-https': 'redfish',
};

function retype(host: Resource, node: ScalarNode, scheme: string, to: string, certain: boolean): readonly Fix[] {
  return fixIn(`Use ${to}`, host, writeScalar(node, to + node.text.slice(scheme.length)), certain);
}

/** The first release behind a minor. */
function after(minor: string): NonNullable<ReleaseRange['from']> {
  return `v0.${Number(minor.slice('v0.'.length)) + 1}.0`;
}

/** The minor before a release. */
function before(release: string): NonNullable<ReleaseRange['until']> {
  return `v0.${Number(release.split('.')[1]) - 1}`;
}
