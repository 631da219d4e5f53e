import { check, forbidden, formed, required, textsAt, type When } from '../../../core/facts/checks.ts';
import { type Check, fieldName, placesIn, type Row } from '../../../core/facts/fact.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { isKind } from '../../../core/objects/group-kind.ts';
import { scalarAt } from '../../../core/syntax/lookup.ts';
import { Cluster, ClusterClass, CONTROL_PLANE_GROUP, INFRASTRUCTURE_GROUP } from '../../cluster-api/kinds.ts';
import { KAMAJI, kamaji, PROVIDER, REFUSED_LATER } from '../../kamaji/facts/row.ts';
import { infrastructureKind } from '../infrastructure-kinds.ts';
import { KamajiControlPlane } from '../kinds.ts';

const clusters = (...at: readonly string[]) => placesIn([Cluster], ...at);

const isOfKamaji: When = ({ resource: { references } }) =>
  references.some(({ target }) => isKind(target, KamajiControlPlane));

const CONTROL_PLANES = (kind: string) => kind === 'KamajiControlPlane' || kind === 'KubeadmControlPlane';
const INFRASTRUCTURES = (kind: string) => infrastructureKind(kind) !== undefined;

const NOT_RESOLVED = {
  effect: 'stuck',
  by: 'controller',
  outcome: 'there is no such kind, and the cluster waits for ever',
} as const;

/** What Clusters and their classes may say where Kamaji runs the control plane. Source: as for its kinds. */
export const KAMAJI_CLUSTER_ROWS: readonly Row[] = [
  kamaji(clusters('spec.controlPlaneRef'), groupOf(CONTROL_PLANES, CONTROL_PLANE_GROUP), NOT_RESOLVED),
  kamaji(clusters('spec.infrastructureRef'), groupOf(INFRASTRUCTURES, INFRASTRUCTURE_GROUP), NOT_RESOLVED),
  kamaji(clusters('spec'), required('clusterNetwork', { when: isOfKamaji, acceptsEmpty: true }), {
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
    placesIn([ClusterClass], 'spec.controlPlane'),
    forbidden('machineInfrastructure', isKamajiTemplate, 'is written for a control plane that has no machines'),
    {
      severity: 'warning',
      effect: 'stuck',
      by: 'controller',
      outcome: 'Cluster API writes it into a field that a KamajiControlPlane does not have',
    },
  ),
];

/** The group of a kind that is known, in the form of the reference: an apiVersion, or since v1beta2 the group alone. */
function groupOf(isKnown: (kind: string) => boolean, group: string): Check {
  return check('conflicting-values', function* (found) {
    const kind = scalarAt(found.node, ['kind'])?.text;
    if (kind === undefined || !isKnown(kind)) return;
    for (const field of ['apiVersion', 'apiGroup'])
      for (const { node, path } of textsAt(found, field)) {
        const [own = '', version] = node.text.split('/');
        if (own === group || node.text === '') continue;
        const meant = field === 'apiGroup' ? group : version && `${group}/${version}`;
        yield {
          path,
          problem: `${fieldName(found, path)} is "${node.text}", and ${kind} is of the group ${group}`,
          fixes: meant ? fixIn(`Change to ${meant}`, found.resource, writeScalar(node, meant)) : [],
        };
      }
  });
}

function isKamajiTemplate({ node }: Parameters<When>[0]): boolean {
  return ['ref', 'templateRef'].some((field) => scalarAt(node, [field, 'kind'])?.text === 'KamajiControlPlaneTemplate');
}
