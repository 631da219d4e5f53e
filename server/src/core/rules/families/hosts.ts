import type { Fix, ReleaseRange } from '../../findings/finding.ts';
import { fixIn } from '../../fixes/fix.ts';
import { writeScalar } from '../../fixes/write-scalar.ts';
import { type BmcType, bmcTypeOf, readBmcAddress } from '../../resources/bmc-address.ts';
import { GROUPS } from '../../resources/reference-fields.ts';
import { nameOf } from '../../resources/resource.ts';
import { isTemplate } from '../../resources/template-text.ts';
import { childOf, type NodePath, nodeAt, scalarAt } from '../../syntax/lookup.ts';
import type { ScalarNode } from '../../syntax/node.ts';
import { readScalar } from '../../syntax/read-scalar.ts';
import { isRequestUri } from '../../validation/formats.ts';
import {
  check,
  deprecated,
  formed,
  has,
  isEmpty,
  isUnsure,
  isWritten,
  remove,
  required,
  textsAt,
  type When,
} from './checks.ts';
import { type Check, type Found, fieldName, placesIn, type Row, type RowOptions } from './family.ts';

/**
 * What the webhooks of the baremetal-operator refuse beside the schemas. Source: baremetalhost_validation.go and
 * bmceventsubscription_validation.go, v0.3 to v0.13. Addresses of management controllers have a rule of their own.
 */
const BMO = 'baremetal-operator';

function host(own: Check, options: Partial<RowOptions> = {}): Row {
  return {
    provider: BMO,
    ...options,
    places: [{ group: GROUPS.metal3, kind: 'BareMetalHost', pattern: WHOLE }],
    ...own,
  };
}

const WHOLE = { text: '', steps: [] };

function since(from: string, until?: string): { readonly releases: readonly ReleaseRange[] } {
  return { releases: [{ provider: BMO, from, ...(until ? { until } : {}) }] };
}

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
    const own = typeOf(found);
    if (!own || can(own.type) || !wants(found)) return;
    yield { path, says: `${fieldName(found, path)} ${what}, which ${own.scheme} cannot do`, fixes: fixes(found) };
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

function isInspectionDisabled({ resource, node }: Found): boolean {
  const annotation = scalarAt(resource.root, ['metadata', 'annotations', 'inspect.metal3.io'])?.text;
  return annotation === 'disabled' || scalarAt(node, ['spec', 'inspectionMode'])?.text === 'disabled';
}

function itemsAt(node: Found['node'], path: NodePath): number {
  const list = nodeAt(node, path);
  return list?.kind === 'sequence' ? list.items.length : 0;
}

const RAID: readonly Row[] = [
  host(
    check('exclusive-fields', function* (found) {
      const [hard, soft] = ['hardwareRAIDVolumes', 'softwareRAIDVolumes'].map((key) =>
        itemsAt(found.node, ['spec', 'raid', key]),
      );
      if (!hard || !soft) return;
      yield {
        path: ['spec', 'raid', 'softwareRAIDVolumes'],
        says: `spec.raid of ${nameOf(found.resource)} has both hardwareRAIDVolumes and softwareRAIDVolumes, which exclude each other`,
        fixes: [...remove(found, 'spec.raid.softwareRAIDVolumes'), ...remove(found, 'spec.raid.hardwareRAIDVolumes')],
      };
    }),
  ),
  {
    provider: BMO,
    places: placesIn(GROUPS.metal3, ['BareMetalHost'], 'spec.raid.hardwareRAIDVolumes[]'),
    ...check('required-by-webhook', function* (found) {
      if (itemsAt(found.node, ['physicalDisks']) === 0) return;
      const controller = childOf(found.node, 'controller');
      if (controller && isWritten(controller) && !isEmpty(controller)) return;
      yield {
        path: [...found.path, 'physicalDisks'],
        says: `${fieldName(found, found.path)} names physicalDisks and no controller`,
        remedy: 'Write the controller that they hang on.',
      };
    }),
  },
  {
    provider: BMO,
    places: placesIn(GROUPS.metal3, ['BareMetalHost'], 'spec.raid.hardwareRAIDVolumes[]'),
    ...check('conflicting-values', function* (found) {
      const disks = itemsAt(found.node, ['physicalDisks']);
      const [number] = textsAt(found, 'numberOfPhysicalDisks');
      const scalar = number && readScalar(number.node);
      if (disks === 0 || !number || scalar?.type !== 'integer' || scalar.value === disks) return;
      yield {
        path: number.path,
        says: `${fieldName(found, number.path)} is ${number.node.text}, and ${disks} physicalDisks are named`,
        fixes: fixIn(`Set it to ${disks}`, found.resource, writeScalar(number.node, disks)),
      };
    }),
  },
];

const OTHERS: readonly Row[] = [
  host(
    check('ignored-field', function* (found) {
      const bmc = nodeAt(found.node, ['spec', 'bmc']);
      if (bmc?.kind !== 'scalar' || isWritten(bmc)) return;
      yield { path: ['spec', 'bmc'], says: `spec.bmc of ${nameOf(found.resource)} is empty` };
    }),
    { outcome: 'nobody manages the host, and it stays as it is', remedy: 'Write address and credentialsName.' },
  ),
  host(
    check('required-by-webhook', function* (found) {
      const [address] = textsAt(found, 'spec.bmc.address');
      const [name] = textsAt(found, 'spec.bmc.credentialsName');
      if (!address?.node.text || name?.node.text !== '') return;
      yield { path: name.path, says: `${fieldName(found, name.path)} is empty` };
    }),
    { effect: 'stuck', by: 'controller', outcome: 'the host is never registered' },
  ),
  host(deprecated('spec.hardwareProfile', 'only says which disk to take'), {
    severity: 'hint',
    effect: 'advice',
    by: 'controller',
    outcome: 'rootDeviceHints say it better, and it is going away',
  }),
  host(deprecated('spec.taints', 'puts no taint on any node'), {
    severity: 'hint',
    effect: 'advice',
    by: 'controller',
    outcome: 'the operator never did anything with it',
  }),
  ...['userData', 'networkData', 'metaData'].map((field) =>
    host(
      check('conflicting-values', function* (found) {
        const own = scalarAt(found.resource.root, ['metadata', 'namespace']);
        const [text] = textsAt(found, `spec.${field}.namespace`);
        if (!own?.text || isUnsure(own) || !text?.node.text || text.node.text === own.text) return;
        yield {
          path: text.path,
          says: `${fieldName(found, text.path)} is "${text.node.text}", and the host is in "${own.text}"`,
          remedy: 'Put the Secret into the namespace of the host.',
          fixes: remove(found, `spec.${field}.namespace`),
        };
      }),
      since('v0.9.1'),
    ),
  ),
  host(
    check('malformed-value', function* ({ resource }) {
      const { name, nameNode } = resource;
      if (!nameNode || !name || !/^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(name))
        return;
      yield {
        path: ['metadata', 'name'],
        says: `${nameOf(resource)} is called like a UUID`,
        remedy: 'Give it a name.',
      };
    }),
  ),
  host(
    formed('spec.rootDeviceHints.deviceName', isDevicePath, 'a path such as /dev/sda or /dev/disk/by-path/NAME', {
      mend: (text) => (/^[a-z]+[0-9a-z]*$/.test(text) ? `/dev/${text}` : undefined),
    }),
    { remedy: 'By its identity a disk is named by wwn or serialNumber.' },
  ),
  host(formed('spec.image.url', isRequestUri, 'an address such as http://192.0.2.1/node.raw')),
  host(
    required('spec.image.checksum', {
      when: ({ node }) =>
        isWritten(nodeAt(node, ['spec', 'image'])) &&
        scalarAt(node, ['spec', 'image', 'format'])?.text !== 'live-iso' &&
        !/^oci:/i.test(scalarAt(node, ['spec', 'image', 'url'])?.text ?? ''),
    }),
    { ...since('v0.11.0'), remedy: 'Write the sum, or the address of a file with it.' },
  ),
  host(
    required('spec.image.checksum', {
      when: ({ node }) =>
        /^oci:/i.test(scalarAt(node, ['spec', 'image', 'url'])?.text ?? '') &&
        scalarAt(node, ['spec', 'image', 'format'])?.text !== 'live-iso',
    }),
    since('v0.11.0', 'v0.12'),
  ),
  host(
    check('conflicting-values', function* (found) {
      const off = scalarAt(found.node, ['spec', 'online']);
      const never = scalarAt(found.node, ['spec', 'disablePowerOff']);
      if (off?.text !== 'false' || never?.text !== 'true') return;
      yield {
        path: ['spec', 'online'],
        says: `${nameOf(found.resource)} is to be off, and disablePowerOff forbids to turn it off`,
        fixes: fixIn('Set online to true', found.resource, writeScalar(off, 'true')),
      };
    }),
    since('v0.11.0'),
  ),
  host(
    check('conflicting-values', function* (found) {
      const annotation = annotationOf(found, 'inspect.metal3.io');
      const [mode] = textsAt(found, 'spec.inspectionMode');
      if (!annotation?.text || !mode?.node.text || isTemplate(annotation.text)) return;
      if ((annotation.text === 'disabled') === (mode.node.text === 'disabled')) return;
      yield {
        path: mode.path,
        says: `${fieldName(found, mode.path)} is ${mode.node.text}, and the annotation inspect.metal3.io is ${annotation.text}`,
        remedy: 'Keep the field alone.',
      };
    }),
    since('v0.12.0'),
  ),
];

function isDevicePath(text: string): boolean {
  if (text === '') return true;
  if (!text.startsWith('/dev/')) return false;
  return !text
    .slice('/dev/'.length)
    .replace(/^disk\/by-path\//, '')
    .includes('/');
}

function annotationOf({ resource }: Found, key: string): ScalarNode | undefined {
  return scalarAt(resource.root, ['metadata', 'annotations', key]);
}

/** Annotations that carry orders or facts. */
const ANNOTATIONS: readonly Row[] = [
  host(
    check('value-not-supported', function* (found) {
      const value = annotationOf(found, 'inspect.metal3.io');
      if (!value || isTemplate(value.text) || value.text === '' || value.text === 'disabled') return;
      yield {
        path: ['metadata', 'annotations', 'inspect.metal3.io'],
        says: `The annotation inspect.metal3.io of ${nameOf(found.resource)} is "${value.text}" and neither empty nor disabled`,
      };
    }),
  ),
  host(
    check('malformed-value', function* (found) {
      const annotations = nodeAt(found.resource.root, ['metadata', 'annotations']);
      if (annotations?.kind !== 'map') return;
      for (const { key, value } of annotations.entries) {
        if (key.kind !== 'scalar' || value.kind !== 'scalar' || isTemplate(value.text)) continue;
        if (!/^reboot\.metal3\.io(\/|$)/.test(key.text) || value.text === '') continue;
        const order = parsed(value.text);
        const mode = isRecord(order) ? (order.mode ?? '') : undefined;
        if (mode === '' || mode === 'hard' || mode === 'soft') continue;
        yield {
          path: ['metadata', 'annotations', key.text],
          says: `The annotation ${key.text} of ${nameOf(found.resource)} is "${value.text}", and must be empty or {"mode": "hard"} or {"mode": "soft"}`,
        };
      }
    }),
  ),
  host(
    check('malformed-value', function* (found) {
      const key = 'inspect.metal3.io/hardwaredetails';
      const value = annotationOf(found, key);
      if (!value?.text || isTemplate(value.text)) return;
      const path = ['metadata', 'annotations', key];
      if (!isRecord(parsed(value.text)))
        yield { path, says: `The annotation ${key} of ${nameOf(found.resource)} is no object in JSON` };
      else if (!isInspectionDisabled(found))
        yield {
          path,
          says: `The annotation ${key} of ${nameOf(found.resource)} gives what an inspection would find, and the inspection is not disabled`,
          remedy: 'Set inspectionMode to disabled, or the annotation inspect.metal3.io.',
        };
    }),
  ),
  host(
    check('malformed-value', function* (found) {
      const key = 'baremetalhost.metal3.io/status';
      const value = annotationOf(found, key);
      if (!value?.text || isTemplate(value.text) || isRecord(parsed(value.text))) return;
      yield {
        path: ['metadata', 'annotations', key],
        says: `The annotation ${key} of ${nameOf(found.resource)} is no object in JSON`,
      };
    }),
  ),
];

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const SUBSCRIPTIONS: readonly Row[] = [
  ...['hostName', 'destination'].map((field) => subscription(required(`spec.${field}`))),
  subscription(
    formed('spec.destination', (text) => text === '' || hasPath(text), 'an address with a path, a slash at least'),
  ),
  subscription(
    check('conflicting-values', function* (found) {
      const own = scalarAt(found.resource.root, ['metadata', 'namespace']);
      const reference = nodeAt(found.node, ['spec', 'httpHeadersRef']);
      if (reference?.kind !== 'map' || !own?.text || isUnsure(own)) return;
      const namespace = scalarAt(reference, ['namespace']);
      if (namespace && (isUnsure(namespace) || namespace.text === own.text)) return;
      yield {
        path: ['spec', 'httpHeadersRef', 'namespace'],
        says: `spec.httpHeadersRef of ${nameOf(found.resource)} must say the object's own namespace, "${own.text}"${namespace ? `, and says "${namespace.text}"` : ''}`,
        fixes: namespace ? fixIn(`Set it to ${own.text}`, found.resource, writeScalar(namespace, own.text)) : [],
      };
    }),
  ),
];

function subscription(own: Check): Row {
  return { provider: BMO, places: [{ group: GROUPS.metal3, kind: 'BMCEventSubscription', pattern: WHOLE }], ...own };
}

function hasPath(text: string): boolean {
  return isRequestUri(text) && /^[a-z][a-z0-9+.-]*:\/\/[^/]*\//i.test(text);
}

export const HOST_ROWS: readonly Row[] = [...CONTROLLERS, ...RAID, ...OTHERS, ...ANNOTATIONS, ...SUBSCRIPTIONS];
