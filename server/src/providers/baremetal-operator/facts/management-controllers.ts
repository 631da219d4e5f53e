import { check, formed, has, required, type When } from '../../../core/facts/checks.ts';
import { type Check, type Found, fieldName, placesIn, type Row } from '../../../core/facts/fact.ts';
import { isEmpty, isUnsure, isWritten, removal, textsAt } from '../../../core/facts/field-values.ts';
import type { Fix } from '../../../core/findings/finding.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { nameOf } from '../../../core/objects/resource.ts';
import { childOf, type NodePath, nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import { readScalar } from '../../../core/syntax/read-scalar.ts';
import { readBmcAddress } from '../bmc-address.ts';
import { type BmcType, bmcTypeOf } from '../bmc-types.ts';
import { BareMetalHost, BMO } from '../kinds.ts';
import { host, isInspectionDisabled, since } from './row.ts';

/** Returns the type of the host's management controller, or undefined if its address cannot be parsed. */
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
    const controller = typeOf(found);
    return controller !== undefined && wanted(controller.type);
  };

/** Returns a check for a field that the host's type of management controller does not support. */
function unsupported(
  path: NodePath,
  isUsed: When,
  isSupported: (type: BmcType) => boolean,
  what: string,
  fixes: (found: Found) => readonly Fix[] = () => [],
): Check {
  return check('conflicting-values', function* (found) {
    const controller = isUsed(found) ? typeOf(found) : undefined;
    if (!controller || isSupported(controller.type)) return;
    yield {
      path,
      problem: `${fieldName(found, path)} requests ${what}, which ${controller.scheme} does not support`,
      fixes: fixes(found),
    };
  });
}

/**
 * Fields of hosts that the webhooks of the Bare Metal Operator validate by the type of the management controller. Source:
 * baremetalhost_validation.go, v0.3 to v0.13. Addresses of management controllers have a separate rule.
 */
const CONTROLLERS: readonly Row[] = [
  host(
    unsupported(
      ['spec', 'firmware'],
      has('spec.firmware'),
      ({ firmware }) => firmware,
      'firmware settings',
      (found) => removal(found, 'spec.firmware'),
    ),
    { remedy: 'Use a HostFirmwareSettings object with the same name.' },
  ),
  host(
    unsupported(
      ['spec', 'bootMode'],
      ({ node }) => scalarAt(node, ['spec', 'bootMode'])?.text === 'UEFISecureBoot',
      ({ secureBoot }) => secureBoot,
      'secure boot',
    ),
    { remedy: 'Use a Redfish controller, or another boot mode.' },
  ),
  host(
    unsupported(
      ['spec', 'raid', 'hardwareRAIDVolumes'],
      ({ node }) => itemsAt(node, ['spec', 'raid', 'hardwareRAIDVolumes']) > 0,
      ({ hardwareRaid }) => hardwareRaid,
      'hardware RAID',
    ),
    { remedy: 'Use softwareRAIDVolumes, or a Redfish controller.' },
  ),
  host(required('spec.bootMACAddress', { when: typeIs(({ needsMac }) => needsMac === 'always') }), {
    remedy: 'Set the MAC address of the boot interface.',
  }),
  host(required('spec.bootMACAddress', { when: typeIs(({ needsMac }) => needsMac === 'until-v0.11') }), {
    releases: [{ provider: BMO, until: 'v0.11' }],
    remedy: 'Set the MAC address of the boot interface.',
  }),
  host(
    required('spec.bootMACAddress', {
      when: (found) => isInspectionDisabled(found) && typeIs(({ needsMac }) => needsMac !== 'always')(found),
    }),
    { ...since('v0.12.0'), remedy: 'Without inspection, the operator cannot find the MAC address.' },
  ),
  host(
    formed(
      'spec.bootMACAddress',
      (text) => text === '' || isMac(text),
      'six pairs of hexadecimal digits separated by colons',
      {
        when: (found) => typeOf(found) !== undefined,
      },
    ),
  ),
];

/** Returns true if Go's ParseMAC accepts the text. Forms that the schema rejects are not considered. */
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
        problem: `spec.raid of ${nameOf(found.resource)} has both hardwareRAIDVolumes and softwareRAIDVolumes, which are mutually exclusive`,
        fixes: [...removal(found, 'spec.raid.softwareRAIDVolumes'), ...removal(found, 'spec.raid.hardwareRAIDVolumes')],
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
        problem: `${fieldName(found, found.path)} sets physicalDisks but no controller`,
        remedy: 'Set controller to the RAID controller of the disks.',
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
        problem: `${fieldName(found, number.path)} is ${number.node.text}, but physicalDisks has ${disks} items`,
        fixes: fixIn(`Change to ${disks}`, found.resource, writeScalar(number.node, disks)),
      };
    }),
  },
];

export const HOST_CONTROLLER_ROWS: readonly Row[] = [...CONTROLLERS, ...RAID];
