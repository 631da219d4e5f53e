import { check, formed, has, not, pathOf, remove, required, textsAt, type When } from '../../../core/facts/checks.ts';
import { type Check, fieldName, placesIn, type Row } from '../../../core/facts/fact.ts';
import { scalarAt } from '../../../core/syntax/lookup.ts';
import { isRequestUri } from '../../../core/validation/formats.ts';
import { BareMetalHost } from '../../baremetal-operator/kinds.ts';
import { Metal3Machine, Metal3MachineTemplate } from '../kinds.ts';

import { CAPM3, capm3, OLD, ownNamespace } from './row.ts';

/**
 * What the webhooks of CAPM3 refuse beside the schemas in machines and their templates. Source:
 * internal/webhooks and api of cluster-api-provider-metal3 v1.3 to v1.13.
 */
/** The image of machines: needed unless something else deploys them. */
const IMAGES: readonly Row[] = [
  { kind: Metal3Machine, spec: 'spec' },
  { kind: Metal3MachineTemplate, spec: 'spec.template.spec' },
].flatMap(({ kind, spec }) => {
  const image = `${spec}.image`;
  const deploys: When = ({ node }) => Boolean(scalarAt(node, pathOf(`${spec}.customDeploy.method`))?.text);
  const isLive: When = ({ node }) =>
    ['format', 'diskFormat'].some((key) => scalarAt(node, pathOf(`${image}.${key}`))?.text === 'live-iso');
  const isThere = has(image);
  const places = placesIn([kind]);
  /** Where the key is missing the newest releases' schemas say so. */
  const missingKey = { versions: OLD, releases: [{ provider: CAPM3, until: 'v1.12' }] };
  return [
    capm3(places, required([image, `${spec}.customDeploy`], { when: not(deploys) }), {
      remedy: 'Write the image that machines are to be written with.',
    }),
    // For one minor an image was wanted beside another deployment too.
    ...(kind === Metal3MachineTemplate
      ? [
          capm3(places, required(`${image}.url`, { when: deploys }), {
            releases: [{ provider: CAPM3, from: 'v1.8.0', until: 'v1.8' }],
          }),
        ]
      : []),
    capm3(places, empty(`${image}.url`, not(deploys))),
    capm3(
      places,
      required(`${image}.url`, { when: (found) => isThere(found) && !deploys(found), acceptsEmpty: true }),
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
        acceptsEmpty: true,
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
    outcome: 'every machine of the template gets the same, and CAPM3 takes one for the other',
  }),
  ...['spec', 'spec.template.spec'].flatMap((spec) => {
    const places = placesIn([spec === 'spec' ? Metal3Machine : Metal3MachineTemplate]);
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
    yield { path: text.path, problem: `${fieldName(found, text.path)} is fixed`, fixes: remove(found, field) };
  });
}

/** Where images can be fetched from; what CAPM3 takes beyond that, Ironic cannot. */
const IMAGE_SCHEMES: readonly Row[] = [
  { provider: CAPM3, kind: Metal3Machine, image: 'spec.image' },
  { provider: CAPM3, kind: Metal3MachineTemplate, image: 'spec.template.spec.image' },
  { provider: 'baremetal-operator', kind: BareMetalHost, image: 'spec.image' },
].map(({ provider, kind, image }) => ({
  provider,
  places: placesIn([kind]),
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  outcome: 'Ironic cannot fetch it, and no machine is written',
  ...check('unsupported-value', function* (found) {
    const [url] = textsAt(found, `${image}.url`);
    const scheme = url && /^([a-z][a-z0-9+.-]*):/i.exec(url.node.text)?.[1]?.toLowerCase();
    if (!url || !scheme || ['http', 'https', 'ftp', 'gopher', 'oci'].includes(scheme)) return;
    yield {
      path: url.path,
      problem: `${fieldName(found, url.path)} begins with ${scheme}:, and not http, https, ftp or oci`,
    };
  }),
}));

export const METAL3_MACHINE_ROWS: readonly Row[] = [...IMAGES, ...MACHINES, ...IMAGE_SCHEMES];
