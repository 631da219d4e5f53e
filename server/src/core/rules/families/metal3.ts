import { isIp } from '../../addresses/addresses.ts';
import { fixIn } from '../../fixes/fix.ts';
import { insertInto } from '../../fixes/set-field.ts';
import { writeScalar } from '../../fixes/write-scalar.ts';
import { GROUPS } from '../../resources/reference-fields.ts';
import { nameOf } from '../../resources/resource.ts';
import { entryOf, nodeAt, scalarAt } from '../../syntax/lookup.ts';
import { readScalar } from '../../syntax/read-scalar.ts';
import { isRequestUri } from '../../validation/formats.ts';
import { secondsOf } from '../../validation/go-duration.ts';
import {
  check,
  deprecated,
  formed,
  has,
  isUnsure,
  isWritten,
  not,
  oneOf,
  pathOf,
  ranged,
  remove,
  required,
  textsAt,
  type When,
} from './checks.ts';
import { type Check, fieldName, placesIn, type Row, type RowOptions, type RowPlace } from './family.ts';

/**
 * What the webhooks of CAPM3 and the Metal³ address manager refuse beside the schemas, and what CAPM3 takes and does
 * nothing with. Source: internal/webhooks and api of cluster-api-provider-metal3 v1.3 to v1.13, internal/webhooks of
 * ip-address-manager v1.3 to v1.13. Sources of a value have a table of their own.
 */
const CAPM3 = 'cluster-api-provider-metal3';
const IPAM = 'ip-address-manager';

/** The versions that some release serves. */
const SERVED = ['v1alpha5', 'v1beta1', 'v1beta2'];
const OLD = ['v1alpha5', 'v1beta1'];

/** The object itself. */
function objects(group: string, ...kinds: readonly string[]): readonly RowPlace[] {
  return kinds.map((kind) => ({ group, kind, pattern: { text: '', steps: [] } }));
}

const metal3 = (...kinds: readonly string[]) => objects(GROUPS.infrastructure, ...kinds);

function capm3(places: readonly RowPlace[], own: Check, options: Partial<RowOptions> = {}): Row {
  return { provider: CAPM3, versions: SERVED, ...options, places, ...own };
}

const CLUSTERS: readonly Row[] = [
  capm3(metal3('Metal3Cluster'), required('spec.controlPlaneEndpoint.host'), {
    remedy: 'Write the address at which the API server will be, 172.18.255.200 or whatever the load balancer gives it.',
  }),
  ...['host', 'port'].map((field) =>
    capm3(metal3('Metal3ClusterTemplate'), required(`spec.template.spec.controlPlaneEndpoint.${field}`), {
      remedy: 'A ClusterClass may patch it, but the template must have one.',
    }),
  ),
  capm3(
    metal3('Metal3Cluster'),
    formed('spec.controlPlaneEndpoint.host', isBareHost, 'a name or an address alone', { mend: bareHostIn }),
    {
      severity: 'warning',
      effect: 'stuck',
      by: 'controller',
      outcome: 'it is taken as it is, and nobody finds the API server there',
    },
  ),
  capm3(metal3('Metal3Cluster'), ranged('spec.controlPlaneEndpoint.port', { min: 1, max: 65535, or: [0] }, 'a port'), {
    versions: OLD,
    effect: 'stuck',
    by: 'controller',
    outcome: 'nobody finds the API server there',
  }),
  capm3(metal3('Metal3Cluster'), contradiction(), {
    releases: [{ provider: CAPM3, from: 'v1.10.0', until: 'v1.12' }],
  }),
  capm3(metal3('Metal3Cluster'), noCloudProvider('false'), {
    versions: OLD,
    releases: [{ provider: CAPM3, from: 'v1.13.0' }],
    severity: 'warning',
    effect: 'wrong',
    by: 'controller',
    outcome: 'CAPM3 v1.13 and later drop it, and take it that there is no cloud provider',
  }),
  capm3(metal3('Metal3Cluster'), noCloudProvider('true'), {
    versions: OLD,
    releases: [{ provider: CAPM3, from: 'v1.10.0' }],
    severity: 'hint',
    effect: 'advice',
    by: 'controller',
    outcome: 'it is called cloudProviderEnabled since v1.10, the other way round, and counts for nothing from v1.13 on',
  }),
];

/** Neither a scheme nor a port, a path, brackets or blanks. */
function isBareHost(text: string): boolean {
  return text === '' || isIp(text) || /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\.?$/.test(text);
}

function bareHostIn(text: string): string | undefined {
  return /^(?:[a-z]+:\/\/)?\[?([^/[\]]+?)\]?(?::\d+)?(?:\/.*)?$/i.exec(text)?.[1];
}

/** Both are the same, though one is the opposite of the other. */
function contradiction(): Check {
  return check('conflicting-values', function* (found) {
    const enabled = textsAt(found, 'spec.cloudProviderEnabled')[0];
    const not = textsAt(found, 'spec.noCloudProvider')[0];
    if (!enabled || !not || enabled.node.text !== not.node.text) return;
    yield {
      path: enabled.path,
      says: `${fieldName(found, enabled.path)} and noCloudProvider are both ${not.node.text}, and each is the opposite of the other`,
      remedy: 'Keep cloudProviderEnabled alone.',
      fixes: remove(found, 'spec.noCloudProvider'),
    };
  });
}

/** The old field, replaced by the new one that means the opposite. */
function noCloudProvider(value: string): Check {
  return check('deprecated-field', function* ({ resource, node }) {
    const spec = nodeAt(node, ['spec']);
    const entry = entryOf(spec, 'noCloudProvider');
    if (
      entry?.value.kind !== 'scalar' ||
      entry.value.text !== value ||
      has('spec.cloudProviderEnabled')({ resource, node, path: [] })
    )
      return;
    const opposite = value === 'true' ? 'false' : 'true';
    const { start } = entry.key.span;
    yield {
      path: ['spec', 'noCloudProvider'],
      says: `spec.noCloudProvider of ${nameOf(resource)} is ${value}`,
      remedy: `Write cloudProviderEnabled: ${opposite}.`,
      fixes:
        entry.key.alias || entry.value.alias
          ? []
          : fixIn(
              `Write cloudProviderEnabled: ${opposite}`,
              resource,
              { span: { start, end: entry.value.span.end }, newText: `cloudProviderEnabled: ${opposite}` },
              true,
            ),
    };
  });
}

/** The image of machines: needed unless something else deploys them. */
const IMAGES: readonly Row[] = [
  { kind: 'Metal3Machine', spec: 'spec' },
  { kind: 'Metal3MachineTemplate', spec: 'spec.template.spec' },
].flatMap(({ kind, spec }) => {
  const image = `${spec}.image`;
  const deploys: When = ({ node }) => Boolean(scalarAt(node, pathOf(`${spec}.customDeploy.method`))?.text);
  const isLive: When = ({ node }) =>
    ['format', 'diskFormat'].some((key) => scalarAt(node, pathOf(`${image}.${key}`))?.text === 'live-iso');
  const isThere = has(image);
  const places = metal3(kind);
  /** Where the key is missing the newest releases' schemas say so. */
  const missingKey = { versions: OLD, releases: [{ provider: CAPM3, until: 'v1.12' }] };
  return [
    capm3(places, required([image, `${spec}.customDeploy`], { when: not(deploys) }), {
      remedy: 'Write the image that machines are to be written with.',
    }),
    // For one minor an image was wanted beside another deployment too.
    ...(kind === 'Metal3MachineTemplate'
      ? [
          capm3(places, required(`${image}.url`, { when: deploys }), {
            releases: [{ provider: CAPM3, from: 'v1.8.0', until: 'v1.8' }],
          }),
        ]
      : []),
    capm3(places, empty(`${image}.url`, not(deploys))),
    capm3(
      places,
      required(`${image}.url`, { when: (found) => isThere(found) && !deploys(found), emptyCounts: true }),
      missingKey,
    ),
    capm3(
      places,
      empty(`${image}.checksum`, (found) => !deploys(found) && !isLive(found)),
      {
        remedy: 'Write the sum, or the address of a file with it.',
      },
    ),
    capm3(
      places,
      required(`${image}.checksum`, {
        when: (found) => isThere(found) && !deploys(found) && !isLive(found),
        emptyCounts: true,
      }),
      missingKey,
    ),
    capm3(
      places,
      formed(
        `${image}.url`,
        (text) => text === '' || isRequestUri(text),
        'an address such as http://192.0.2.1/node.raw',
        {
          when: not(deploys),
        },
      ),
      { versions: OLD },
    ),
    capm3(
      places,
      formed(
        `${image}.checksum`,
        (text) => !/^https?:\/\//.test(text) || isRequestUri(text),
        'an address without blanks',
        {
          when: (found) => !deploys(found) && !isLive(found),
        },
      ),
    ),
  ];
});

/** A field that is written, and empty. */
function empty(field: string, when: When): Check {
  return check('required-by-webhook', function* (found) {
    const [text] = textsAt(found, field);
    if (text?.node.text !== '' || !when(found)) return;
    yield { path: text.path, says: `${fieldName(found, text.path)} is empty` };
  });
}

const MACHINES: readonly Row[] = [
  capm3(metal3('Metal3MachineTemplate'), sharedProviderId(), {
    severity: 'warning',
    effect: 'wrong',
    by: 'controller',
    outcome: 'every machine of the template gets the same, and CAPM3 takes one for the other',
  }),
  ...['spec', 'spec.template.spec'].flatMap((spec) => {
    const places = metal3(spec === 'spec' ? 'Metal3Machine' : 'Metal3MachineTemplate');
    const isTemplate = spec !== 'spec';
    return [
      capm3(places, ownNamespace(`${spec}.dataTemplate`), {
        effect: 'stuck',
        by: 'controller',
        outcome: 'the machines wait for ever for a Metal3DataTemplate of their own namespace',
      }),
      ...['userData', 'metaData', 'networkData'].map((field) =>
        capm3(places, ownNamespace(`${spec}.${field}`), {
          releases: [{ provider: CAPM3, from: 'v1.11.8' }],
          ...(isTemplate
            ? { effect: 'stuck', by: 'controller', outcome: 'CAPM3 refuses the machines that are made from it' }
            : {}),
        }),
      ),
    ];
  }),
];

function sharedProviderId(): Check {
  return check('ignored-field', function* (found) {
    const field = 'spec.template.spec.providerID';
    const [text] = textsAt(found, field);
    if (!text?.node.text) return;
    yield { path: text.path, says: `${fieldName(found, text.path)} is fixed`, fixes: remove(found, field) };
  });
}

/** A reference that says another namespace than that of its object. */
function ownNamespace(field: string): Check {
  return check('conflicting-values', function* (found) {
    const own = scalarAt(found.resource.root, ['metadata', 'namespace']);
    const [text] = textsAt(found, `${field}.namespace`);
    if (!own?.text || isUnsure(own) || !text?.node.text || text.node.text === own.text) return;
    yield {
      path: text.path,
      says: `${fieldName(found, text.path)} is "${text.node.text}", and the object is in "${own.text}"`,
      remedy: 'Leave the namespace out, and put what is named into the same.',
      fixes: remove(found, `${field}.namespace`),
    };
  });
}

const DATA: readonly Row[] = [
  capm3(metal3('Metal3Data'), nameOfData(has('spec.template'))),
  capm3(metal3('Metal3Data'), nameOfData(not(has('spec.template'))), {
    versions: OLD,
    releases: [{ provider: CAPM3, until: 'v1.12' }],
  }),
  capm3(metal3('Metal3Data'), ranged('spec.index', { min: 0 }, 'at least 0')),
  capm3(metal3('Metal3DataClaim'), required('spec.template.name')),
  ...['Metal3Data', 'Metal3DataClaim'].map((kind) =>
    capm3(metal3(kind), ownNamespace('spec.template'), { releases: [{ provider: CAPM3, from: 'v1.12.5' }] }),
  ),
];

/** Before v1beta2 what is missing counts as 0 and as nothing; since then both must be there to be compared. */
function nameOfData(when: When): Check {
  return check('conflicting-values', function* (found) {
    if (!when(found)) return;
    const { resource, node } = found;
    const isNew = resource.version === 'v1beta2';
    const template = nodeAt(node, ['spec', 'template']);
    const index = nodeAt(node, ['spec', 'index']);
    if (isNew && (!isWritten(template) || !isWritten(index))) return;
    const name = scalarAt(template, ['name']);
    if ([template, index, name, resource.nameNode].some((each) => each && isUnsure(each)) || !resource.nameNode) return;
    const number = index?.kind === 'scalar' && isWritten(index) ? readScalar(index) : undefined;
    if (number && number.type !== 'integer') return;
    const wanted = `${name && isWritten(name) ? name.text : ''}-${number?.value ?? 0}`;
    if (resource.name === wanted) return;
    yield {
      path: ['metadata', 'name'],
      says: `${nameOf(resource)} is not called after its template and index`,
      remedy: `Such objects are made by CAPM3; this one would be called ${wanted}.`,
      fixes: wanted.startsWith('-') ? [] : fixIn(`Call it ${wanted}`, resource, writeScalar(resource.nameNode, wanted)),
    };
  });
}

const REMEDIATIONS: readonly Row[] = [
  { kind: 'Metal3Remediation', strategy: 'spec.strategy' },
  { kind: 'Metal3RemediationTemplate', strategy: 'spec.template.spec.strategy' },
].flatMap(({ kind, strategy }) => {
  const places = metal3(kind);
  const isTemplate = kind === 'Metal3RemediationTemplate';
  return [
    capm3(places, oneOf(`${strategy}.type`, isTemplate ? ['Reboot', ''] : ['Reboot']), { versions: OLD }),
    capm3(places, ranged(`${strategy}.timeout`, { min: 100 }, 'at least 100s', secondsOf), { versions: OLD }),
    isTemplate
      ? capm3(places, ranged(`${strategy}.retryLimit`, { min: 1 }, 'at least 1'), {
          severity: 'warning',
          effect: 'wrong',
          by: 'webhook',
          outcome: "CAPM3's webhook makes it 1",
        })
      : capm3(places, ranged(`${strategy}.retryLimit`, { min: 1 }, 'at least 1'), { versions: OLD }),
  ];
});

const REMEDIATION_OBJECTS: readonly Row[] = [
  capm3(metal3('Metal3Remediation'), required('spec.strategy', { emptyCounts: true }), {
    versions: OLD,
    releases: [{ provider: CAPM3, until: 'v1.12' }],
  }),
  capm3(
    metal3('Metal3Remediation'),
    required('spec.strategy.type', { when: ({ node }) => isWritten(nodeAt(node, ['spec', 'strategy'])) }),
  ),
];

const TEMPLATES: readonly Row[] = [
  capm3(metal3('Metal3DataTemplate'), deprecated('spec.templateReference', 'names nothing any more'), {
    versions: OLD,
    releases: [{ provider: CAPM3, from: 'v1.11.0' }],
    severity: 'hint',
    effect: 'advice',
    by: 'controller',
    outcome: 'machines are numbered by the template itself since v1.11, and v1beta2 has no such field',
  }),
];

/** Pools of other providers are named with their group; without one Metal³'s own is meant. */
const POOLS: readonly Row[] = [
  {
    provider: CAPM3,
    versions: ['v1beta1', 'v1beta2'],
    severity: 'warning',
    effect: 'stuck',
    by: 'controller',
    outcome: 'CAPM3 looks for it in ipam.metal3.io, finds none, and the machines wait for ever',
    places: placesIn(
      GROUPS.infrastructure,
      ['Metal3DataTemplate'],
      'spec.networkData.networks.{ipv4,ipv6}[].fromPoolRef',
      'spec.networkData.networks.{ipv4,ipv6,ipv4DHCP,ipv6DHCP,ipv6SLAAC}[].routes[].gateway.fromPoolRef',
    ),
    ...check('conflicting-values', function* (found) {
      const [kind] = textsAt(found, 'kind');
      const group = scalarAt(found.node, ['apiGroup']);
      if (!kind?.node.text || kind.node.text === 'IPPool' || (group?.text && group.text !== GROUPS.ipam)) return;
      const isKnown = /^(Global)?InClusterIPPool$/.test(kind.node.text);
      const { node, resource } = found;
      yield {
        path: kind.path,
        says: `${fieldName(found, found.path)} names ${kind.node.text}${group?.text ? ` of ${group.text}` : ' without an apiGroup'}`,
        remedy: isKnown ? `Write apiGroup: ${IN_CLUSTER}.` : 'Write the group of its provider.',
        fixes:
          isKnown && node.kind === 'map'
            ? fixIn(
                `Write apiGroup: ${IN_CLUSTER}`,
                resource,
                group?.text
                  ? writeScalar(group, IN_CLUSTER)
                  : insertInto(resource.document, node, ['apiGroup'], IN_CLUSTER),
                true,
              )
            : [],
      };
    }),
  },
];

const IN_CLUSTER = 'ipam.cluster.x-k8s.io';

/** Where images can be fetched from; what CAPM3 takes beyond that, Ironic cannot. */
const IMAGE_SCHEMES: readonly Row[] = [
  { provider: CAPM3, group: GROUPS.infrastructure, kind: 'Metal3Machine', image: 'spec.image' },
  { provider: CAPM3, group: GROUPS.infrastructure, kind: 'Metal3MachineTemplate', image: 'spec.template.spec.image' },
  { provider: 'baremetal-operator', group: GROUPS.metal3, kind: 'BareMetalHost', image: 'spec.image' },
].map(({ provider, group, kind, image }) => ({
  provider,
  places: objects(group, kind),
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  outcome: 'Ironic cannot fetch it, and no machine is written',
  ...check('value-not-supported', function* (found) {
    const [url] = textsAt(found, `${image}.url`);
    const scheme = url && /^([a-z][a-z0-9+.-]*):/i.exec(url.node.text)?.[1]?.toLowerCase();
    if (!url || !scheme || ['http', 'https', 'ftp', 'gopher', 'oci'].includes(scheme)) return;
    yield {
      path: url.path,
      says: `${fieldName(found, url.path)} begins with ${scheme}:, and not http, https, ftp or oci`,
    };
  }),
}));

const ADDRESSES: readonly Row[] = [
  {
    provider: IPAM,
    places: objects(GROUPS.ipam, 'IPClaim'),
    effect: 'stuck',
    by: 'controller',
    outcome: 'the claim waits for ever',
    ...check('malformed-value', function* ({ resource }) {
      const path = ['metadata', 'annotations', 'ipAddress'];
      const text = scalarAt(resource.root, path);
      if (!text?.text || isUnsure(text) || isIp(text.text)) return;
      yield { path, says: `The annotation ipAddress of ${nameOf(resource)} is "${text.text}", and no address` };
    }),
  },
  { provider: IPAM, places: objects(GROUPS.ipam, 'IPClaim', 'IPAddress'), ...required('spec.pool.name') },
  { provider: IPAM, places: objects(GROUPS.ipam, 'IPAddress'), ...required('spec.claim.name') },
];

export const METAL3_ROWS: readonly Row[] = [
  ...CLUSTERS,
  ...IMAGES,
  ...MACHINES,
  ...DATA,
  ...REMEDIATIONS,
  ...REMEDIATION_OBJECTS,
  ...TEMPLATES,
  ...POOLS,
  ...IMAGE_SCHEMES,
  ...ADDRESSES,
];
