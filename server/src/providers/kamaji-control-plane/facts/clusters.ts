import { check, forbidden, formed, required, textsAt, type When } from '../../../core/facts/checks.ts';
import { type Check, fieldName, placesIn, type Row } from '../../../core/facts/fact.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { isKind } from '../../../core/objects/group-kind.ts';
import { scalarAt } from '../../../core/syntax/lookup.ts';
import { Cluster, ClusterClass, CONTROL_PLANE_GROUP, INFRASTRUCTURE_GROUP } from '../../cluster-api/kinds.ts';
import { KAMAJI, kamaji, PROVIDER, REJECTED_LATER } from '../../kamaji/facts/row.ts';
import { infrastructureKind } from '../infrastructure-kinds.ts';
import { KamajiControlPlane } from '../kinds.ts';

const clusters = (...at: readonly string[]) => placesIn([Cluster], ...at);

const hasKamajiControlPlane: When = ({ resource: { references } }) =>
  references.some(({ target }) => isKind(target, KamajiControlPlane));

const CONTROL_PLANES = (kind: string) => kind === 'KamajiControlPlane' || kind === 'KubeadmControlPlane';
const INFRASTRUCTURES = (kind: string) => infrastructureKind(kind) !== undefined;

const NOT_RESOLVED = {
  effect: 'stuck',
  by: 'controller',
  outcome: 'Cluster API does not find this kind, and the cluster never becomes ready',
} as const;

/** Rows about Clusters and ClusterClasses with a Kamaji control plane. Source: as for the kinds of Kamaji. */
export const KAMAJI_CLUSTER_ROWS: readonly Row[] = [
  kamaji(clusters('spec.controlPlaneRef'), groupOf(CONTROL_PLANES, CONTROL_PLANE_GROUP), NOT_RESOLVED),
  kamaji(clusters('spec.infrastructureRef'), groupOf(INFRASTRUCTURES, INFRASTRUCTURE_GROUP), NOT_RESOLVED),
  kamaji(clusters('spec'), required('clusterNetwork', { when: hasKamajiControlPlane, acceptsEmpty: true }), {
    provider: PROVIDER,
    releases: [{ provider: PROVIDER, until: 'v0.13' }],
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
        { provider: PROVIDER, from: 'v0.12.0' },
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

/** Checks the group of a reference to a known kind, in `apiVersion` or, in v1beta2, in `apiGroup`. */
function groupOf(isKnown: (kind: string) => boolean, group: string): Check {
  return check('conflicting-values', function* (found) {
    const kind = scalarAt(found.node, ['kind'])?.text;
    if (kind === undefined || !isKnown(kind)) return;
    for (const field of ['apiVersion', 'apiGroup'])
      for (const { node, path } of textsAt(found, field)) {
        const [written = '', version] = node.text.split('/');
        if (written === group || node.text === '') continue;
        const expected = field === 'apiGroup' ? group : version && `${group}/${version}`;
        yield {
          path,
          problem: `${fieldName(found, path)} is "${node.text}", but ${kind} belongs to group ${group}`,
          fixes: expected ? fixIn(`Change to ${expected}`, found.resource, writeScalar(node, expected)) : [],
        };
      }
  });
}

function isKamajiTemplate({ node }: Parameters<When>[0]): boolean {
  return ['ref', 'templateRef'].some((field) => scalarAt(node, [field, 'kind'])?.text === 'KamajiControlPlaneTemplate');
}
