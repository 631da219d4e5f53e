import { GROUPS } from '../../resources/reference-fields.ts';
import { scalarAt } from '../../syntax/lookup.ts';
import { forbidden, formed, required, type When } from './checks.ts';
import { placesIn, type Row } from './family.ts';
import { KAMAJI, kamaji, PROVIDER, REFUSED_LATER } from './kamaji-row.ts';

const clusters = (...at: readonly string[]) => placesIn(GROUPS.cluster, ['Cluster'], ...at);

const isOfKamaji: When = ({ resource: { references } }) =>
  references.some(({ target }) => target.group === GROUPS.controlPlane && target.kind === 'KamajiControlPlane');

/** What Clusters and their classes may say where Kamaji runs the control plane. Source: as for its kinds. */
export const KAMAJI_CLUSTER_ROWS: readonly Row[] = [
  kamaji(clusters('spec'), required('clusterNetwork', { when: isOfKamaji, emptyCounts: true }), {
    provider: PROVIDER,
    releases: [{ provider: PROVIDER, until: 'v0.13' }],
    severity: 'warning',
    effect: 'stuck',
    by: 'controller',
    outcome: 'these releases of the Kamaji provider fall over without it, again and again',
  }),
  kamaji(
    clusters('spec.clusterNetwork'),
    formed('serviceDomain', (text) => text === '' || text.includes('.'), 'a domain with a dot, such as cluster.local', {
      when: isOfKamaji,
    }),
    {
      releases: [
        { provider: PROVIDER, from: 'v0.12.0' },
        { provider: KAMAJI, from: 'edge-24.10.1' },
      ],
      ...REFUSED_LATER,
    },
  ),
  kamaji(
    placesIn(GROUPS.cluster, ['ClusterClass'], 'spec.controlPlane'),
    forbidden('machineInfrastructure', isKamajiTemplate, 'is written for a control plane that has no machines'),
    {
      severity: 'warning',
      effect: 'stuck',
      by: 'controller',
      outcome: 'Cluster API writes it into a field that a KamajiControlPlane does not have',
    },
  ),
];

function isKamajiTemplate({ node }: Parameters<When>[0]): boolean {
  return ['ref', 'templateRef'].some((field) => scalarAt(node, [field, 'kind'])?.text === 'KamajiControlPlaneTemplate');
}
