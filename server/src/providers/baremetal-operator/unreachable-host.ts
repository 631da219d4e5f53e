import { isIp } from '../../core/addresses/addresses.ts';
import { fixIn } from '../../core/fixes/fix.ts';
import { writeScalar } from '../../core/fixes/write-scalar.ts';
import { nameOf, type Resource } from '../../core/objects/resource.ts';
import type { Report } from '../../core/rules/rule.ts';
import type { ScalarNode } from '../../core/syntax/node.ts';

type Problem = Pick<Report, 'message' | 'fixes' | 'effect' | 'by'>;

/**
 * Returns the problem of an address without a host, or with one that DNS cannot have. The operator accepts both. Source:
 * checkDNSValid in pkg/hardwareutils/bmc/access.go.
 */
export function unreachableHost(
  host: Resource,
  node: ScalarNode,
  { hostname }: { readonly hostname: string },
): Problem | undefined {
  const outcome = 'Ironic cannot connect to the BMC, and the host is never registered.';
  const stuck = { effect: 'stuck', by: 'controller' } as const;
  if (hostname === '') {
    const meant = withTwoSlashes(node.text);
    return {
      ...stuck,
      message: `Missing host in the BMC address of ${nameOf(host)}. ${outcome} Use ${meant ?? 'SCHEME://HOST'}.`,
      fixes: meant === undefined ? [] : fixIn(`Change to ${meant}`, host, writeScalar(node, meant), true),
    };
  }
  const numbers = /^\d+(\.\d+){3}$/.test(hostname) ? hostname.split('.') : [];
  const excessive = numbers.find((number) => Number(number) > 255);
  if (excessive === undefined) return undefined;
  return {
    ...stuck,
    message: `Host "${hostname}" in the BMC address of ${nameOf(host)} is not an IP address, because ${excessive} is greater than 255. ${outcome}`,
  };
}

/** Returns the URL that an address with another number of slashes before an IP address means. */
function withTwoSlashes(text: string): string | undefined {
  const [, scheme, rest = '', ip = ''] =
    /^([A-Za-z][A-Za-z0-9+.-]*):\/+(([\d.]+|\[[\da-fA-F:]+\]).*)$/s.exec(text) ?? [];
  return scheme !== undefined && isIp(ip.replace(/^\[|\]$/g, '')) ? `${scheme}://${rest}` : undefined;
}
