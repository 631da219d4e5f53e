import { distinct, formed, has, ignored, not, oneOf, required, type When } from '../../../core/facts/checks.ts';
import { placesIn, type Row } from '../../../core/facts/fact.ts';
import { nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import { DataStore, KAMAJI, KubeconfigGenerator } from '../kinds.ts';
import { inControlPlanes, inTenants, KUBECONFIG_KEYS, kamaji, NO_EFFECT } from './row.ts';

const dataStores = (...at: readonly string[]) => placesIn([DataStore], ...at);

const isEtcd: When = ({ resource }) => scalarAt(resource.root, ['spec', 'driver'])?.text === 'etcd';

/** Returns true if the parent of a Secret reference sets `content`, which takes precedence. */
const hasContent: When = ({ resource, path }) =>
  scalarAt(nodeAt(resource.root, path.slice(0, -1)), ['content']) !== undefined;

const SOURCE = ['content', 'secretReference'] as const;
const CONTENTS = 'tlsConfig.{certificateAuthority,clientCertificate}.{certificate,privateKey}';

/**
 * Rows about data stores and the fields of control planes that refer to them. Source: Kamaji, ds_validate.go up to
 * edge-26.2.4 (in edge-25.4.1 and later the schema contains most of its rules), datastore_types.go, deployment.go.
 */
export const KAMAJI_DATA_STORE_ROWS: readonly Row[] = [
  kamaji(dataStores('spec.basicAuth.{username,password}'), required(SOURCE), {
    releases: [{ provider: KAMAJI, until: 'edge-25.3.2' }],
  }),
  kamaji(dataStores('spec.basicAuth.{username,password}'), required(SOURCE, { when: isEtcd }), {
    releases: [{ provider: KAMAJI, from: 'edge-25.4.1', until: 'edge-26.2.4' }],
  }),
  kamaji(dataStores('spec'), required('tlsConfig', { when: isEtcd }), {
    releases: [{ provider: KAMAJI, until: 'edge-25.3.2' }],
  }),
  kamaji(dataStores('spec.tlsConfig'), required('clientCertificate'), {
    releases: [{ provider: KAMAJI, until: 'edge-25.3.2' }],
  }),
  kamaji(dataStores('spec.tlsConfig.certificateAuthority'), required('privateKey', { when: isEtcd }), {
    releases: [{ provider: KAMAJI, until: 'edge-25.3.2' }],
  }),
  kamaji(dataStores(`spec.${CONTENTS}`), required(SOURCE), {
    releases: [{ provider: KAMAJI, until: 'edge-25.3.2' }],
  }),
  kamaji(
    dataStores('spec.basicAuth.{username,password}', `spec.${CONTENTS}`),
    ignored('secretReference', has('content')),
    {
      severity: 'hint',
      effect: 'wrong',
      by: 'controller',
      outcome: 'Kamaji uses content, which is also set',
    },
  ),
  ...['name', 'namespace'].map((field) =>
    kamaji(
      dataStores(`spec.basicAuth.{username,password}.secretReference`, `spec.${CONTENTS}.secretReference`),
      required(field, { when: not(hasContent) }),
      {
        effect: 'stuck',
        by: 'controller',
        outcome:
          'a DataStore is cluster-scoped, so Kamaji cannot find the Secret, and the DataStore never becomes ready',
      },
    ),
  ),
  kamaji(
    dataStores('spec.endpoints[]'),
    formed('', (text) => !text.includes('://'), 'a host and a port without a scheme', {
      when: isEtcd,
      correction: (text) => text.replace(/^\w+:\/\//, '').replace(/\/$/, ''),
    }),
    {
      severity: 'warning',
      effect: 'stuck',
      by: 'controller',
      outcome: 'Kamaji adds a second https://, and the API server cannot connect to etcd',
    },
  ),
  kamaji(placesIn([DataStore, KubeconfigGenerator], 'metadata'), ignored('namespace'), {
    ...NO_EFFECT,
    outcome: 'the kind is cluster-scoped, and the API server drops the namespace',
  }),

  kamaji(placesIn([KubeconfigGenerator], 'spec'), oneOf('controlPlaneEndpointFrom', ['', ...KUBECONFIG_KEYS]), {
    severity: 'hint',
    effect: 'stuck',
    by: 'controller',
    outcome: 'the Secret with kubeconfigs usually has no such key, and the status shows an error',
  }),

  kamaji([...inControlPlanes(''), ...inTenants('')], distinct('dataStoreOverrides', 'resource'), {
    ...NO_EFFECT,
    outcome: 'only one of the two applies',
  }),
  kamaji(
    [...inControlPlanes('dataStoreOverrides[]'), ...inTenants('dataStoreOverrides[]')],
    formed('resource', (text) => text.includes('/'), 'GROUP/RESOURCE, such as /events', {
      correction: (text) => `/${text}`,
    }),
    { effect: 'stuck', by: 'controller', outcome: 'the API server cannot parse it and never starts' },
  ),
];
