import {
  type AddressRange,
  addressText,
  holds,
  parseAddress,
  parseNetwork,
} from '../../../core/addresses/addresses.ts';
import { check } from '../../../core/facts/checks.ts';
import { type Check, type Fault, type Found, fieldName } from '../../../core/facts/fact.ts';
import { textsAt } from '../../../core/facts/field-values.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { isTemplate } from '../../../core/objects/template-text.ts';
import { nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import { isNull } from '../../../core/validation/unknowable.ts';

/** The default in the schema of a network profile. */
const DEFAULT_SERVICES = '10.96.0.0/16';

/** Checks that each DNS Service IP is in a Service network, whether or not CoreDNS is enabled. */
export function dnsInServices(): Check {
  return check('conflicting-values', function* (found) {
    const networks = servicesOf(found);
    if (networks) yield* outside(found, networks);
  });
}

/** The check of releases that support one Service network: it applies if CoreDNS is enabled, and requires the network. */
export function dnsInFirstServices(): Check {
  return check('conflicting-values', function* (found) {
    if (nodeAt(found.node, ['addons', 'coreDNS'])?.kind !== 'map') return;
    const path = [...found.path, 'networkProfile', 'serviceCidr'];
    const profile = nodeAt(found.node, ['networkProfile']);
    if (!profile || isNull(profile)) {
      yield {
        path,
        problem: `${fieldName(found, path)} is not set, but CoreDNS is enabled`,
        remedy: 'Set networkProfile.',
      };
      return;
    }
    const written = scalarAt(profile, ['serviceCidr']);
    if (written && isTemplate(written.text)) return;
    const text = written && !isNull(written) ? written.text : DEFAULT_SERVICES;
    const network = parseNetwork(text);
    if (network) yield* outside(found, [{ text, range: network }]);
    else
      yield { path, problem: `${fieldName(found, path)} must be a CIDR because CoreDNS is enabled, but is "${text}"` };
  });
}

interface Network {
  readonly text: string;
  readonly range: AddressRange;
}

/** Returns undefined if one of the networks is a template or malformed. Another check reports the latter. */
function servicesOf(found: Found): readonly Network[] | undefined {
  const list = nodeAt(found.node, ['networkProfile', 'serviceCidrs']);
  const single = scalarAt(found.node, ['networkProfile', 'serviceCidr']);
  const texts =
    list?.kind === 'sequence' && list.items.length > 0
      ? list.items.map((item) => (item.kind === 'scalar' ? item.text : ''))
      : [single && !isNull(single) ? single.text : DEFAULT_SERVICES];
  const networks = texts.map((text) => ({ text, range: parseNetwork(text) }));
  return networks.every((network): network is Network => network.range !== undefined) ? networks : undefined;
}

function* outside(found: Found, networks: readonly Network[]): Generator<Fault> {
  const list = nodeAt(found.node, ['networkProfile', 'dnsServiceIPs']);
  if (list?.kind !== 'sequence') return;
  for (const index of list.items.keys())
    for (const { node, path } of textsAt(found, `networkProfile.dnsServiceIPs.${index}`)) {
      const address = parseAddress(node.text);
      if (!address || networks.some(({ range }) => holds(range, address))) continue;
      const defaultAddress = networks.map(({ range }) => defaultDnsAddress(range)).find((text) => text !== undefined);
      yield {
        path,
        problem: `${fieldName(found, path)} is ${node.text}, which is outside the Service network (${networks.map(({ text }) => text).join(', ')})`,
        fixes:
          defaultAddress === undefined
            ? []
            : fixIn(`Change to ${defaultAddress}`, found.resource, writeScalar(node, defaultAddress)),
      };
    }
}

/** Returns the default address of Kamaji: the tenth of the network, or `::10`. */
export function defaultDnsAddress({ family, first, last }: AddressRange): string | undefined {
  const value = first + (family === 4 ? 10n : 16n);
  return value > last ? undefined : addressText({ family, value });
}
