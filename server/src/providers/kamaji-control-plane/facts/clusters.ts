import { forbidden, formed, required, type When } from '../../../core/facts/checks.ts';
import { placesIn, type Row } from '../../../core/facts/fact.ts';
import { isKind } from '../../../core/objects/group-kind.ts';
import { statesKind } from '../../../core/objects/references.ts';
import { nodeAt } from '../../../core/syntax/lookup.ts';
import { Cluster, ClusterClass } from '../../cluster-api/kinds.ts';
import { kamaji, REJECTED_LATER } from '../../kamaji/facts/row.ts';
import { KAMAJI } from '../../kamaji/kinds.ts';
import { KAMAJI_CONTROL_PLANE_PROVIDER, KamajiControlPlane, KamajiControlPlaneTemplate } from '../kinds.ts';

const clusters = (...at: readonly string[]) => placesIn([Cluster], ...at);

const hasKamajiControlPlane: When = ({ resource: { references } }) =>
  references.some(({ target }) => isKind(target, KamajiControlPlane));

/** Rows about Clusters and ClusterClasses with a Kamaji control plane. Source: as for the kinds of Kamaji. */
export const KAMAJI_CLUSTER_ROWS: readonly Row[] = [
  kamaji(clusters('spec'), required('clusterNetwork', { when: hasKamajiControlPlane, acceptsEmpty: true }), {
    provider: KAMAJI_CONTROL_PLANE_PROVIDER,
    releases: [{ provider: KAMAJI_CONTROL_PLANE_PROVIDER, until: 'v0.13' }],
    severity: 'warning',
    effect: 'stuck',
    by: 'controller',
    outcome: 'the Kamaji provider up to v0.13 crashes repeatedly without it',
  }),
  kamaji(
    clusters('spec.clusterNetwork'),
    formed('serviceDomain', (text) => text === '' || text.includes('.'), 'a domain with a dot, such as cluster.local', {
      when: hasKamajiControlPlane,
    }),
    {
      releases: [
        { provider: KAMAJI_CONTROL_PLANE_PROVIDER, from: 'v0.12.0' },
        { provider: KAMAJI, from: 'edge-24.10.1' },
      ],
      ...REJECTED_LATER,
    },
  ),
  kamaji(
    placesIn([ClusterClass], 'spec.controlPlane'),
    forbidden('machineInfrastructure', isKamajiTemplate, 'is set for a control plane without machines'),
    {
      severity: 'warning',
      effect: 'stuck',
      by: 'controller',
      outcome: 'Cluster API writes it to a field that KamajiControlPlane does not have',
    },
  ),
];

function isKamajiTemplate({ node }: Parameters<When>[0]): boolean {
  return ['ref', 'templateRef'].some((field) => statesKind(nodeAt(node, [field]), KamajiControlPlaneTemplate));
}
