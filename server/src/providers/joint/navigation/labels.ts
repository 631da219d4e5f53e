import type { LabelPlace, LabelScope, WrittenLabel } from '../../../core/navigation/symbol.ts';
import { type GroupKind, isKind } from '../../../core/objects/group-kind.ts';
import type { Resource } from '../../../core/objects/resource.ts';
import { scalarAt } from '../../../core/syntax/lookup.ts';
import { matches, pathPattern } from '../../../core/syntax/path-pattern.ts';
import { BareMetalHost } from '../../baremetal-operator/kinds.ts';
import { clusterNameOf } from '../../cluster-api/cluster-name.ts';
import {
  Cluster,
  ClusterResourceSet,
  HelmChartProxy,
  Machine,
  MachineDeployment,
  MachineDrainRule,
  MachineHealthCheck,
  MachineSet,
} from '../../cluster-api/kinds.ts';
import { KubeadmControlPlane } from '../../kubeadm/kinds.ts';
import { Metal3DataTemplate, Metal3Machine, Metal3MachineTemplate } from '../../metal3/kinds.ts';

/** The kinds of objects that labels select: hosts, Clusters and machines. */
const HOST: LabelScope = 'host';
const CLUSTER: LabelScope = 'cluster';
const MACHINE: LabelScope = 'machine';

/**
 * Source: chooseHost and fromLabels of CAPM3; the selectors of MachineDeployment, MachineSet, MachineHealthCheck,
 * MachineDrainRule, ClusterResourceSet and HelmChartProxy; the labels that Cluster API copies to machines ("Metadata propagation").
 */
export const LABEL_PLACES: readonly LabelPlace[] = [
  labels(HOST, BareMetalHost, 'metadata.labels'),
  selector(HOST, Metal3MachineTemplate, 'spec.template.spec.hostSelector'),
  selector(HOST, Metal3Machine, 'spec.hostSelector'),
  labels(CLUSTER, Cluster, 'metadata.labels'),
  selector(CLUSTER, ClusterResourceSet, 'spec.clusterSelector'),
  selector(CLUSTER, HelmChartProxy, 'spec.clusterSelector'),
  selector(CLUSTER, MachineDrainRule, 'spec.machines[].clusterSelector'),
  ...[MachineDeployment, MachineSet].flatMap((kind) => [
    labels(MACHINE, kind, 'spec.template.metadata.labels'),
    selector(MACHINE, kind, 'spec.selector'),
  ]),
  labels(MACHINE, Machine, 'metadata.labels'),
  labels(MACHINE, KubeadmControlPlane, 'spec.machineTemplate.metadata.labels'),
  selector(MACHINE, MachineDrainRule, 'spec.machines[].selector'),
  selector(MACHINE, MachineHealthCheck, 'spec.selector'),
];

function labels(scope: LabelScope, of: GroupKind, path: string): LabelPlace {
  return { of, pattern: pathPattern(path), scope, role: 'definition' };
}

function selector(scope: LabelScope, of: GroupKind, path: string): LabelPlace {
  return { of, pattern: pathPattern(path), scope, role: 'reference' };
}

const READ_LABELS = pathPattern('spec.metaData.fromLabels[]');
const SCOPE_OF_OBJECT: ReadonlyMap<string, LabelScope> = new Map([
  ['baremetalhost', HOST],
  ['machine', MACHINE],
]);

/** The kinds that read labels without a selector. */
export const LABEL_READERS: readonly GroupKind[] = [Metal3DataTemplate];

/** Returns the labels that a data template reads into metadata; authors do not write those of a Metal3Machine. */
export function labelReads(resource: Resource): readonly WrittenLabel[] {
  if (!isKind(resource, Metal3DataTemplate)) return [];
  return matches(resource.root, READ_LABELS).flatMap(({ node }) => {
    const scope = SCOPE_OF_OBJECT.get(scalarAt(node, ['object'])?.text ?? '');
    const key = scalarAt(node, ['label']);
    return scope && key ? [{ scope, role: 'reference', key, values: [] }] : [];
  });
}

/** Selectors of machines apply to one Cluster, or to all Clusters if the object names none. */
export function canSelect(scope: LabelScope, one: Resource, other: Resource): boolean {
  if (scope !== MACHINE) return true;
  const [cluster, otherCluster] = [clusterNameOf(one), clusterNameOf(other)];
  return cluster === undefined || otherCluster === undefined || cluster === otherCluster;
}
