import {
  type AddressRange,
  addressText,
  holds,
  parseAddress,
  parseNetwork,
} from '../../../core/addresses/addresses.ts';
import { check, textsAt } from '../../../core/facts/checks.ts';
import { type Check, type Fault, type Found, fieldName } from '../../../core/facts/fact.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { isTemplate } from '../../../core/objects/template-text.ts';
import { nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import { isNull } from '../../../core/validation/unknowable.ts';

/** What the schema writes where a network profile says nothing. */
const DEFAULT_SERVICES = '10.96.0.0/16';

/** Each address of DNS is in one of the networks for services, whether or not CoreDNS is on. */
export function dnsInServices(): Check {
  return check('conflicting-values', function* (found) {
    const networks = servicesOf(found);
    if (networks) yield* outside(found, networks);
  });
}

/** Of releases that know one network: asked where CoreDNS is on, and then the network must be one. */
export function dnsInFirstServices(): Check {
  return check('conflicting-values', function* (found) {
    if (nodeAt(found.node, ['addons', 'coreDNS'])?.kind !== 'map') return;
    const path = [...found.path, 'networkProfile', 'serviceCidr'];
    const profile = nodeAt(found.node, ['networkProfile']);
    if (!profile || isNull(profile)) {
      yield {
        path,
        problem: `${fieldName(found, path)} is not written, and CoreDNS is on`,
        remedy: 'Write networkProfile.',
      };
      return;
    }
    const written = scalarAt(profile, ['serviceCidr']);
    if (written && isTemplate(written.text)) return;
    const text = written && !isNull(written) ? written.text : DEFAULT_SERVICES;
    const network = parseNetwork(text);
    if (network) yield* outside(found, [{ text, range: network }]);
    else yield { path, problem: `${fieldName(found, path)} is "${text}", which is no network, and CoreDNS is on` };
  });
}

interface Network {
  readonly text: string;
  readonly range: AddressRange;
}

/** Undefined where one of them is a template, or none at all, which other checks tell of. */
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
      const usual = networks.map(({ range }) => usualIn(range)).find((text) => text !== undefined);
      yield {
        path,
        problem: `${fieldName(found, path)} is ${node.text}, outside the network for services (${networks.map(({ text }) => text).join(', ')})`,
        fixes: usual === undefined ? [] : fixIn(`Change to ${usual}`, found.resource, writeScalar(node, usual)),
      };
    }
}

/** The address that Kamaji takes by itself: the tenth of the network, or `::10`. */
export function usualIn({ family, first, last }: AddressRange): string | undefined {
  const value = first + (family === 4 ? 10n : 16n);
  return value > last ? undefined : addressText({ family, value });
}
