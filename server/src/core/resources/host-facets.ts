import { type Address, type AddressRange, parseAddress } from '../addresses/addresses.ts';
import { nodeAt, scalarAt } from '../syntax/lookup.ts';
import type { ScalarNode } from '../syntax/node.ts';
import { isSubdomain } from '../validation/names.ts';
import { readBmcAddress } from './bmc-address.ts';
import { imageOf } from './image.ts';
import type { Resource } from './resource.ts';

/**
 * What hosts are looked up by, so that a rule about one thing need not look at a thousand hosts: the identities of their
 * hardware, a label (`rack=a1`), what they are like, and the network of the address that a host's controller or a
 * template's image has.
 */
export type HostFacet = 'mac' | 'bmc' | 'label' | 'trait' | 'net';

/**
 * - imaged: is written with an image of its own, by whoever wrote the manifest.
 * - uninspected: nobody looks into it, and its annotations do not tell either.
 * - macless: has no bootMACAddress.
 * - form: its name shows that it is only to be filled in.
 */
export type HostTrait = 'imaged' | 'uninspected' | 'macless' | 'form';

export function* hostFacetsOf(resource: Resource): Generator<readonly [HostFacet, string]> {
  const { kind, group, root, name } = resource;
  if (kind === 'Metal3MachineTemplate') {
    const server = serverOf(resource);
    if (server) yield ['net', netOf(server)];
  }
  if (kind !== 'BareMetalHost' || group !== 'metal3.io') return;
  const mac = scalarAt(root, ['spec', 'bootMACAddress']);
  const bmc = scalarAt(root, ['spec', 'bmc', 'address']);
  if (mac?.text) yield ['mac', identityOf(mac)];
  if (bmc?.text) yield ['bmc', identityOf(bmc)];
  const controller = controllerOf(resource);
  if (controller) yield ['net', netOf(controller)];
  const labels = nodeAt(root, ['metadata', 'labels']);
  if (labels?.kind === 'map')
    for (const { key, value } of labels.entries)
      if (key.kind === 'scalar' && value.kind === 'scalar') yield ['label', `${key.text}=${value.text}`];
  const spec = nodeAt(root, ['spec']);
  const isMap = (key: string) => nodeAt(spec, [key])?.kind === 'map';
  const trait = (value: HostTrait) => ['trait', value] as const;
  if (isMap('image') && !isMap('consumerRef') && !nodeAt(root, ['status'])) yield trait('imaged');
  if (!mac?.text) yield trait('macless');
  if (name === undefined || !isSubdomain(name)) yield trait('form');
  const annotation = (key: string) => scalarAt(root, ['metadata', 'annotations', key])?.text;
  const isDisabled =
    annotation('inspect.metal3.io') === 'disabled' || scalarAt(spec, ['inspectionMode'])?.text === 'disabled';
  if (isDisabled && annotation('inspect.metal3.io/hardwaredetails') === undefined) yield trait('uninspected');
}

/** As a MAC address or an address of a controller is compared: without case, and without a slash at the end. */
export function identityOf({ text }: Pick<ScalarNode, 'text'>): string {
  return text.toLowerCase().replace(/\/+$/, '');
}

/** The address of a host's management controller, where it is one. */
export function controllerOf(host: Resource): Address | undefined {
  const node = scalarAt(host.root, ['spec', 'bmc', 'address']);
  const read = node && readBmcAddress(node.text);
  return read?.kind === 'address' ? parseAddress(read.hostname) : undefined;
}

/** The address of the server that a template's image comes from, where it is one. */
export function serverOf(machineTemplate: Resource): Address | undefined {
  const url = imageOf(machineTemplate)?.url;
  const [, inBrackets, plain = ''] = (url && /^\w+:\/\/(?:\[([^\]]+)\]|([^/:]+))/.exec(url.text)) ?? [];
  return parseAddress(inBrackets ?? plain);
}

/** A network of 256 addresses of IPv4, or 65,536 of IPv6. */
function netOf({ family, value }: Address): string {
  return `${family} ${value >> (family === 4 ? 8n : 16n)}`;
}

/** The networks that a range lies in, by the names of their facets; the first of them alone where there are many. */
export function netsOf({ family, first, last }: AddressRange): readonly string[] {
  const shift = family === 4 ? 8n : 16n;
  const nets: string[] = [];
  for (let net = first >> shift; net <= last >> shift && nets.length < MOST_NETS; net++) nets.push(`${family} ${net}`);
  return nets;
}

const MOST_NETS = 64;
