import { check } from '../../../core/facts/checks.ts';
import { type Check, fieldName, placesIn, type Row, type RowPlace } from '../../../core/facts/fact.ts';
import { fieldPath, isEmpty, isUnsure, isWritten } from '../../../core/facts/field-values.ts';
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

const REJECTED_BY_DEFAULT = {
  outcome: 'Cluster API rejects the object while the gate is disabled, which is the default',
  remedy: 'If you enabled the gate, set the rule disabled-feature-gate to off.',
};

/**
 * Fields and kinds that require a feature gate that is disabled by default. Ignition is excluded, because users of it have
 * enabled its gate. Source: feature/feature.go and the webhooks of Cluster API v1.5 to v1.14.
 */
export const CAPI_GATE_ROWS: readonly Row[] = [
  // Users of these two have usually enabled the gate.
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
    ...capi(placesIn([MachinePool], 'spec.template.spec'), filled('taints', 'is set'), between('v1.12')),
    outcome: 'Cluster API does not support taints in MachinePools and rejects the object',
    remedy: 'Use nodeRegistration.taints of the kubeadm configuration instead.',
  },
  gated(placesIn([MachinePool]), 'spec', 'MachinePool', undefined, 'v1.6'),
];

function gated(places: readonly RowPlace[], field: string, gate: string, from?: string, until?: string): Row {
  return capi(places, filled(field, `requires the feature gate ${gate}`), {
    ...(from || until ? between(from, until) : {}),
    ...REJECTED_BY_DEFAULT,
  });
}

/** Reports a field that is set. An empty list is treated as absent. */
function filled(field: string, problem: string): Check {
  return check('disabled-feature-gate', function* (found) {
    const node = nodeAt(found.node, fieldPath(field));
    if (!node || !isWritten(node) || isUnsure(node) || (node.kind === 'sequence' && isEmpty(node))) return;
    const path = [...found.path, ...fieldPath(field)];
    yield {
      path,
      problem: `${fieldName(found, path)} ${problem}`,
    };
  });
}
