import {
  check,
  formed,
  has,
  isEmpty,
  isUnsure,
  isWritten,
  remove,
  required,
  textsAt,
  type When,
} from '../../../core/facts/checks.ts';
import { type Check, type Found, fieldName, placesIn, type Row } from '../../../core/facts/fact.ts';
import type { Fix } from '../../../core/findings/finding.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { nameOf } from '../../../core/objects/resource.ts';
import { childOf, type NodePath, nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import { readScalar } from '../../../core/syntax/read-scalar.ts';
import { type BmcType, bmcTypeOf, readBmcAddress } from '../bmc-address.ts';
import { BareMetalHost } from '../kinds.ts';

import { BMO, host, isInspectionDisabled, since } from './row.ts';

/**
 * What the webhooks of the baremetal-operator refuse beside the schemas, by what a host's controller can do. Source: baremetalhost_validation.go, v0.3 to
 * v0.13. Addresses of management controllers have a rule of their own.
 */
/** The type of the host's controller, where its address can be read. */
function typeOf({ node }: Found): { readonly scheme: string; readonly type: BmcType } | undefined {
  const address = scalarAt(node, ['spec', 'bmc', 'address']);
  if (!address?.text || isUnsure(address)) return undefined;
  const read = readBmcAddress(address.text);
  const type = read.kind === 'address' ? bmcTypeOf(read.scheme) : undefined;
  return read.kind === 'address' && type ? { scheme: read.scheme, type } : undefined;
}

const typeIs =
  (wanted: (type: BmcType) => boolean): When =>
  (found) => {
    const own = typeOf(found);
    return own !== undefined && wanted(own.type);
  };

/** Something that a sort of controller cannot do. */
function unable(
  path: NodePath,
  wants: When,
  can: (type: BmcType) => boolean,
  what: string,
  fixes: (found: Found) => readonly Fix[] = () => [],
): Check {
  return check('conflicting-values', function* (found) {
    const own = wants(found) ? typeOf(found) : undefined;
    if (!own || can(own.type)) return;
    yield { path, problem: `${fieldName(found, path)} ${what}, which ${own.scheme} cannot do`, fixes: fixes(found) };
  });
}

const CONTROLLERS: readonly Row[] = [
  host(
    unable(
      ['spec', 'firmware'],
      has('spec.firmware'),
      ({ firmware }) => firmware,
      'asks for firmware settings',
      (found) => remove(found, 'spec.firmware'),
    ),
    { remedy: 'Write them into a HostFirmwareSettings of the same name.' },
  ),
  host(
    unable(
      ['spec', 'bootMode'],
      ({ node }) => scalarAt(node, ['spec', 'bootMode'])?.text === 'UEFISecureBoot',
      ({ secureBoot }) => secureBoot,
      'asks for secure boot',
    ),
    { remedy: 'Use a controller with redfish, or another boot mode.' },
  ),
  host(
    unable(
      ['spec', 'raid', 'hardwareRAIDVolumes'],
      ({ node }) => itemsAt(node, ['spec', 'raid', 'hardwareRAIDVolumes']) > 0,
      ({ hardwareRaid }) => hardwareRaid,
      'asks for RAID of the hardware',
    ),
    { remedy: 'Use softwareRAIDVolumes, or a controller with redfish.' },
  ),
  host(required('spec.bootMACAddress', { when: typeIs(({ needsMac }) => needsMac === 'always') }), {
    remedy: 'Write the MAC address of the port that boots.',
  }),
  host(required('spec.bootMACAddress', { when: typeIs(({ needsMac }) => needsMac === 'until-v0.11') }), {
    releases: [{ provider: BMO, until: 'v0.11' }],
    remedy: 'Write the MAC address of the port that boots.',
  }),
  host(
    required('spec.bootMACAddress', {
      when: (found) => isInspectionDisabled(found) && typeIs(({ needsMac }) => needsMac !== 'always')(found),
    }),
    { ...since('v0.12.0'), remedy: 'Without an inspection nobody else can tell it.' },
  ),
  host(
    formed(
      'spec.bootMACAddress',
      (text) => text === '' || isMac(text),
      'six pairs of hexadecimal digits with colons between',
      {
        when: (found) => typeOf(found) !== undefined,
      },
    ),
  ),
];

/** What Go's ParseMAC takes, of the forms that the schema lets through. */
function isMac(text: string): boolean {
  const pairs = text.split(':');
  return [6, 8, 20].includes(pairs.length) && pairs.every((pair) => /^[0-9a-fA-F]{2}$/.test(pair));
}

function itemsAt(node: Found['node'], path: NodePath): number {
  const list = nodeAt(node, path);
  return list?.kind === 'sequence' ? list.items.length : 0;
}

const RAID: readonly Row[] = [
  host(
    check('mutually-exclusive-fields', function* (found) {
      const [hard, soft] = ['hardwareRAIDVolumes', 'softwareRAIDVolumes'].map((key) =>
        itemsAt(found.node, ['spec', 'raid', key]),
      );
      if (!hard || !soft) return;
      yield {
        path: ['spec', 'raid', 'softwareRAIDVolumes'],
        problem: `spec.raid of ${nameOf(found.resource)} has both hardwareRAIDVolumes and softwareRAIDVolumes, which exclude each other`,
        fixes: [...remove(found, 'spec.raid.softwareRAIDVolumes'), ...remove(found, 'spec.raid.hardwareRAIDVolumes')],
      };
    }),
  ),
  {
    provider: BMO,
    places: placesIn([BareMetalHost], 'spec.raid.hardwareRAIDVolumes[]'),
    ...check('required-field', function* (found) {
      if (itemsAt(found.node, ['physicalDisks']) === 0) return;
      const controller = childOf(found.node, 'controller');
      if (controller && isWritten(controller) && !isEmpty(controller)) return;
      yield {
        path: [...found.path, 'physicalDisks'],
        problem: `${fieldName(found, found.path)} names physicalDisks and no controller`,
        remedy: 'Write the controller that they hang on.',
      };
    }),
  },
  {
    provider: BMO,
    places: placesIn([BareMetalHost], 'spec.raid.hardwareRAIDVolumes[]'),
    ...check('conflicting-values', function* (found) {
      const disks = itemsAt(found.node, ['physicalDisks']);
      const [number] = textsAt(found, 'numberOfPhysicalDisks');
      const scalar = number && readScalar(number.node);
      if (disks === 0 || !number || scalar?.type !== 'integer' || scalar.value === disks) return;
      yield {
        path: number.path,
        problem: `${fieldName(found, number.path)} is ${number.node.text}, and ${disks} physicalDisks are named`,
        fixes: fixIn(`Set it to ${disks}`, found.resource, writeScalar(number.node, disks)),
      };
    }),
  },
];

export const HOST_CONTROLLER_ROWS: readonly Row[] = [...CONTROLLERS, ...RAID];
