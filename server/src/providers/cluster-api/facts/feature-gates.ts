import { check, isEmpty, isUnsure, isWritten, pathOf } from '../../../core/facts/checks.ts';
import { type Check, fieldName, placesIn, type Row, type RowPlace } from '../../../core/facts/fact.ts';
import { nodeAt } from '../../../core/syntax/lookup.ts';
import {
  Cluster,
  ClusterClass,
  ExtensionConfig,
  Machine,
  MachineDeployment,
  MachinePool,
  MachineSet,
} from '../kinds.ts';
import { between, capi, inControlPlanes } from './row.ts';

/**
 * What Cluster API refuses unless its managers are started with a feature gate that is off as released. Ignition is not
 * among it: whoever writes that has turned it on, and machines need it or do not. Source:
 * feature/feature.go and the webhooks of v1.5 to v1.14.
 */
export const CAPI_GATE_ROWS: readonly Row[] = [
  // Nobody writes these two without having turned it on.
  { ...gated(placesIn([ExtensionConfig]), '', 'RuntimeSDK'), severity: 'hint' },
  { ...gated(placesIn([ClusterClass], 'spec.patches[]'), 'external', 'RuntimeSDK'), severity: 'hint' },

  gated(placesIn([Machine], 'spec'), 'taints', 'MachineTaintPropagation', 'v1.12'),
  gated(placesIn([MachineDeployment, MachineSet], 'spec.template.spec'), 'taints', 'MachineTaintPropagation', 'v1.12'),
  gated(
    placesIn([Cluster], 'spec.topology.controlPlane', 'spec.topology.workers.{machineDeployments,machinePools}[]'),
    'taints',
    'MachineTaintPropagation',
    'v1.13',
  ),
  gated(
    placesIn([ClusterClass], 'spec.controlPlane', 'spec.workers.{machineDeployments,machinePools}[]'),
    'taints',
    'MachineTaintPropagation',
    'v1.13',
  ),
  gated(inControlPlanes('machineTemplate'), 'taints', 'MachineTaintPropagation', 'v1.13'),
  gated(inControlPlanes('machineTemplate.spec'), 'taints', 'MachineTaintPropagation', 'v1.13'),
  {
    ...capi(placesIn([MachinePool], 'spec.template.spec'), filled('taints'), between('v1.12')),
    outcome: 'Cluster API does not put taints on machines of pools yet, and refuses the object',
    remedy: 'Write them into nodeRegistration.taints of the kubeadm configuration.',
  },
  gated(placesIn([MachinePool]), 'spec', 'MachinePool', undefined, 'v1.6'),
];

function gated(places: readonly RowPlace[], field: string, gate: string, from?: string, until?: string): Row {
  return capi(places, filled(field), { ...(from || until ? between(from, until) : {}), ...offBehind(gate) });
}

function offBehind(gate: string) {
  return {
    outcome: `Cluster API refuses the object unless its managers run with the feature gate ${gate}, which is off as released`,
    remedy: 'Where yours have it on, set the rule disabled-feature-gate to off.',
  };
}

/** An empty list is as good as none. */
function filled(field: string): Check {
  return check('disabled-feature-gate', function* (found) {
    const node = nodeAt(found.node, pathOf(field));
    if (!node || !isWritten(node) || isUnsure(node) || (node.kind === 'sequence' && isEmpty(node))) return;
    const path = [...found.path, ...pathOf(field)];
    yield {
      path,
      problem: `${fieldName(found, path)} is ${field === '' ? 'there' : 'written'}`,
    };
  });
}
