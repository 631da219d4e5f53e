import { check, formed, has, not, required, type When } from '../../../core/facts/checks.ts';
import { type Check, fieldName, placesIn, type Row } from '../../../core/facts/fact.ts';
import { fieldPath, removal, textsAt } from '../../../core/facts/field-values.ts';
import { scalarAt } from '../../../core/syntax/lookup.ts';
import { isRequestUri } from '../../../core/validation/formats.ts';
import { BareMetalHost, BMO } from '../../baremetal-operator/kinds.ts';
import { CAPM3, Metal3Machine, Metal3MachineTemplate } from '../kinds.ts';
import { capm3, OLD, ownNamespace } from './row.ts';

/**
 * Fields of the image of machines, which is required unless `customDeploy` is set. The webhooks of CAPM3 validate them in
 * addition to the schema. Source: internal/webhooks and api of cluster-api-provider-metal3 v1.3 to v1.13.
 */
const IMAGES: readonly Row[] = [
  { kind: Metal3Machine, spec: 'spec' },
  { kind: Metal3MachineTemplate, spec: 'spec.template.spec' },
].flatMap(({ kind, spec }) => {
  const image = `${spec}.image`;
  const hasCustomDeploy: When = ({ node }) => Boolean(scalarAt(node, fieldPath(`${spec}.customDeploy.method`))?.text);
  const isLive: When = ({ node }) =>
    ['format', 'diskFormat'].some((key) => scalarAt(node, fieldPath(`${image}.${key}`))?.text === 'live-iso');
  const hasImage = has(image);
  const places = placesIn([kind]);
  /** In later releases, the schema reports a missing key. */
  const missingKey = { versions: OLD, releases: [{ provider: CAPM3, until: 'v1.12' }] };
  return [
    capm3(places, required([image, `${spec}.customDeploy`], { when: not(hasCustomDeploy) }), {
      remedy: 'Set the image of the machines.',
    }),
    // Only v1.8 requires an image in addition to `customDeploy`.
    ...(kind === Metal3MachineTemplate
      ? [
          capm3(places, required(`${image}.url`, { when: hasCustomDeploy }), {
            releases: [{ provider: CAPM3, from: 'v1.8.0', until: 'v1.8' }],
          }),
        ]
      : []),
    capm3(places, empty(`${image}.url`, not(hasCustomDeploy))),
    capm3(
      places,
      required(`${image}.url`, { when: (found) => hasImage(found) && !hasCustomDeploy(found), acceptsEmpty: true }),
      missingKey,
    ),
    capm3(
      places,
      empty(`${image}.checksum`, (found) => !hasCustomDeploy(found) && !isLive(found)),
      {
        remedy: 'Set the checksum, or the URL of a file that contains it.',
      },
    ),
    capm3(
      places,
      required(`${image}.checksum`, {
        when: (found) => hasImage(found) && !hasCustomDeploy(found) && !isLive(found),
        acceptsEmpty: true,
      }),
      missingKey,
    ),
    capm3(
      places,
      formed(`${image}.url`, (text) => text === '' || isRequestUri(text), 'a URL such as http://192.0.2.1/node.raw', {
        when: not(hasCustomDeploy),
      }),
      { versions: OLD },
    ),
    capm3(
      places,
      formed(`${image}.checksum`, (text) => !/^https?:\/\//.test(text) || isRequestUri(text), 'a URL without spaces', {
        when: (found) => !hasCustomDeploy(found) && !isLive(found),
      }),
    ),
  ];
});

/** Returns a check for a field that is set to an empty text. */
function empty(field: string, when: When): Check {
  return check('required-field', function* (found) {
    const [text] = textsAt(found, field);
    if (text?.node.text !== '' || !when(found)) return;
    yield { path: text.path, problem: `${fieldName(found, text.path)} is empty` };
  });
}

const MACHINES: readonly Row[] = [
  capm3(placesIn([Metal3MachineTemplate]), sharedProviderId(), {
    severity: 'warning',
    effect: 'wrong',
    by: 'controller',
    outcome: 'all machines of the template get the same provider ID, and CAPM3 cannot distinguish them',
  }),
  ...['spec', 'spec.template.spec'].flatMap((spec) => {
    const places = placesIn([spec === 'spec' ? Metal3Machine : Metal3MachineTemplate]);
    const isTemplate = spec !== 'spec';
    return [
      capm3(places, ownNamespace(`${spec}.dataTemplate`), {
        effect: 'stuck',
        by: 'controller',
        outcome: 'CAPM3 looks for the Metal3DataTemplate in the namespace of the machine, and machines never start',
      }),
      ...['userData', 'metaData', 'networkData'].map((field) =>
        capm3(places, ownNamespace(`${spec}.${field}`), {
          releases: [{ provider: CAPM3, from: 'v1.11.8' }],
          ...(isTemplate
            ? { effect: 'stuck', by: 'controller', outcome: 'CAPM3 rejects the machines of the template' }
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
    yield {
      path: text.path,
      problem: `${fieldName(found, text.path)} is set in a template`,
      fixes: removal(found, field),
    };
  });
}

/** URL schemes of images. CAPM3 accepts others too, but Ironic does not support them. */
const IMAGE_SCHEMES: readonly Row[] = [
  { provider: CAPM3, kind: Metal3Machine, image: 'spec.image' },
  { provider: CAPM3, kind: Metal3MachineTemplate, image: 'spec.template.spec.image' },
  { provider: BMO, kind: BareMetalHost, image: 'spec.image' },
].map(({ provider, kind, image }) => ({
  provider,
  places: placesIn([kind]),
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  outcome: 'Ironic cannot download the image, so no machine is provisioned',
  ...check('unsupported-value', function* (found) {
    const [url] = textsAt(found, `${image}.url`);
    const scheme = url && /^([a-z][a-z0-9+.-]*):/i.exec(url.node.text)?.[1]?.toLowerCase();
    if (!url || !scheme || ['http', 'https', 'ftp', 'gopher', 'oci'].includes(scheme)) return;
    yield {
      path: url.path,
      problem: `${fieldName(found, url.path)} has the unsupported scheme "${scheme}"`,
      remedy: 'Use http, https, ftp or oci.',
    };
  }),
}));

export const METAL3_MACHINE_ROWS: readonly Row[] = [...IMAGES, ...MACHINES, ...IMAGE_SCHEMES];
