import { type Address, type AddressRange, parseAddress } from '../../core/addresses/addresses.ts';
import { isKind } from '../../core/objects/group-kind.ts';
import type { Facet, Resource } from '../../core/objects/resource.ts';
import { nodeAt, scalarAt } from '../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../core/syntax/node.ts';
import { isSubdomain } from '../../core/validation/names.ts';
import { Metal3MachineTemplate } from '../metal3/kinds.ts';
import { readBmcAddress } from './bmc-address.ts';
import { imageOf } from './image.ts';
import { BareMetalHost } from './kinds.ts';

/**
 * A property of a host in a manifest.
 * - imaged: the manifest sets an image.
 * - uninspected: inspection is disabled, and no annotation contains inspection data.
 * - macless: bootMACAddress is not set.
 * - form: the name is a placeholder.
 */
export type HostTrait = 'imaged' | 'uninspected' | 'macless' | 'form';

/**
 * Returns the index facets of a host, so that rules need not search all hosts.
 * - `mac`, `bmc`: the identity of the hardware.
 * - `label`: a label, as `rack=a1`.
 * - `trait`: a `HostTrait`.
 * - `net`: the network of the management controller's address.
 */
export function* hostFacetsOf(resource: Resource): Generator<Facet> {
  if (!isKind(resource, BareMetalHost)) return;
  const { root, name } = resource;
  const mac = scalarAt(root, ['spec', 'bootMACAddress']);
  const bmc = scalarAt(root, ['spec', 'bmc', 'address']);
  if (mac?.text) yield { name: 'mac', value: identityOf(mac) };
  if (bmc?.text) yield { name: 'bmc', value: identityOf(bmc) };
  const controller = controllerOf(resource);
  if (controller) yield { name: 'net', value: netOf(controller) };
  const labels = nodeAt(root, ['metadata', 'labels']);
  if (labels?.kind === 'map')
    for (const { key, value } of labels.entries)
      if (key.kind === 'scalar' && value.kind === 'scalar') yield { name: 'label', value: `${key.text}=${value.text}` };
  const spec = nodeAt(root, ['spec']);
  const isMap = (key: string) => nodeAt(spec, [key])?.kind === 'map';
  const trait = (value: HostTrait): Facet => ({ name: 'trait', value });
  if (isMap('image') && !isMap('consumerRef') && !nodeAt(root, ['status'])) yield trait('imaged');
  if (!mac?.text) yield trait('macless');
  if (name === undefined || !isSubdomain(name)) yield trait('form');
  const annotation = (key: string) => scalarAt(root, ['metadata', 'annotations', key])?.text;
  const isDisabled =
    annotation('inspect.metal3.io') === 'disabled' || scalarAt(spec, ['inspectionMode'])?.text === 'disabled';
  if (isDisabled && annotation('inspect.metal3.io/hardwaredetails') === undefined) yield trait('uninspected');
}

/** Makes machine templates findable by the network of the server that their image comes from. */
export function imageFacetsOf(resource: Resource): readonly Facet[] {
  const server = isKind(resource, Metal3MachineTemplate) ? serverOf(resource) : undefined;
  return server ? [{ name: 'net', value: netOf(server) }] : [];
}

/** Normalizes a MAC address or a BMC address for comparison: lowercase, without trailing slashes. */
export function identityOf({ text }: Pick<ScalarNode, 'text'>): string {
  return text.toLowerCase().replace(/\/+$/, '');
}

/** Returns the IP address of a host's management controller, or undefined if it is a name or cannot be parsed. */
export function controllerOf(host: Resource): Address | undefined {
  const node = scalarAt(host.root, ['spec', 'bmc', 'address']);
  const read = node && readBmcAddress(node.text);
  return read?.kind === 'address' ? parseAddress(read.hostname) : undefined;
}

/** Returns the IP address of a template's image server, or undefined if it is a name. */
export function serverOf(machineTemplate: Resource): Address | undefined {
  const url = imageOf(machineTemplate)?.url;
  const [, inBrackets, plain = ''] = (url && /^\w+:\/\/(?:\[([^\]]+)\]|([^/:]+))/.exec(url.text)) ?? [];
  return parseAddress(inBrackets ?? plain);
}

/** Returns a key for the network around an address: 256 addresses for IPv4, 65,536 for IPv6. */
function netOf({ family, value }: Address): string {
  return `${family} ${value >> (family === 4 ? 8n : 16n)}`;
}

/** Returns the keys of the networks that a range overlaps, at most `MAX_NETS`. */
export function netsOf({ family, first, last }: AddressRange): readonly string[] {
  const shift = family === 4 ? 8n : 16n;
  const nets: string[] = [];
  for (let net = first >> shift; net <= last >> shift && nets.length < MAX_NETS; net++) nets.push(`${family} ${net}`);
  return nets;
}

const MAX_NETS = 64;
