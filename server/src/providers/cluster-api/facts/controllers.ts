import { check, formed } from '../../../core/facts/checks.ts';
import {
  type Check,
  type Fault,
  type Found,
  fieldName,
  placesIn,
  type Row,
  type RowOptions,
} from '../../../core/facts/fact.ts';
import { isEmpty, isUnsure, isWritten, textsAt } from '../../../core/facts/field-values.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { statesKind } from '../../../core/objects/references.ts';
import { nameOf } from '../../../core/objects/resource.ts';
import { type NodePath, nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../../core/syntax/node.ts';
import { KubeadmConfigTemplate } from '../../kubeadm/kinds.ts';
import { parseVersion } from '../../kubernetes/kubernetes-version.ts';
import { CLUSTER_NAME_LABEL } from '../cluster-name.ts';
import { Cluster, Machine, MachineDeployment, MachineHealthCheck, MachineSet } from '../kinds.ts';
import {
  CLUSTER_NAME_FIELD,
  CONTROL_PLANE_REF,
  INFRASTRUCTURE_REF,
  MACHINE_CLUSTER_NAME_FIELD,
} from '../references.ts';
import { between, capi } from './row.ts';

const SETS = [MachineDeployment, MachineSet];

const STUCK = { effect: 'stuck', by: 'controller' } as const;
/** Machines whose labels the selector does not match are not counted, so the controller creates more. */
const ENDLESS_MACHINES: Partial<RowOptions> = {
  ...STUCK,
  outcome: 'Cluster API overwrites this label of the machines, does not count them, and creates machines endlessly',
};
const PROBABLY_WRONG = { severity: 'warning', effect: 'wrong' } as const;

/**
 * Objects that webhooks accept but controllers never reconcile. Source: the controllers of
 * Cluster API v1.5 to v1.14 (machineset_controller.go, machinedeployment_controller.go, machinehealthcheck_controller.go,
 * cluster_controller_phases.go, kubeadmconfig_controller.go) and the webhooks that overwrite fields.
 */
export const CAPI_CONTROLLER_ROWS: readonly Row[] = [
  capi(placesIn(SETS, 'spec.template.spec'), unsupportedKubeadmVersion(), {
    ...STUCK,
    ...between('v1.11'),
    severity: 'warning',
    outcome: 'no machine gets bootstrap data',
  }),
  capi(placesIn(SETS, 'spec.selector.matchExpressions[]'), unconvertibleExpression(), {
    ...STUCK,
    outcome: 'Cluster API reports an error and does not create any machines',
    remedy: 'Use matchLabels instead.',
  }),
  capi(placesIn(SETS, 'spec.template.spec'), setForAllMachines('providerID'), {
    ...PROBABLY_WRONG,
    outcome: 'all machines would have the same provider ID',
    remedy: 'Remove it. The infrastructure provider sets it on each machine.',
  }),
  ...(
    [
      [MachineDeployment, ['spec', 'selector', 'matchLabels']],
      [MachineDeployment, ['spec', 'template', 'metadata', 'labels']],
      ...[MachineDeployment, MachineSet, Machine].map((kind) => [kind, ['metadata', 'labels']] as const),
    ] as const
  ).map(([kind, at]) =>
    capi(placesIn([kind]), clusterNameLabelMismatch(at), {
      ...PROBABLY_WRONG,
      by: 'webhook',
      outcome: 'Cluster API overwrites the label',
    }),
  ),
  capi(placesIn([MachineDeployment]), nameLabelMismatch('cluster.x-k8s.io/deployment-name'), ENDLESS_MACHINES),
  capi(placesIn([MachineDeployment]), generatedNameLabel('cluster.x-k8s.io/set-name'), ENDLESS_MACHINES),
  capi(placesIn([MachineSet]), nameLabelMismatch('cluster.x-k8s.io/set-name'), ENDLESS_MACHINES),
  capi(placesIn([MachineDeployment]), replicasWithAutoscaler(), {
    ...PROBABLY_WRONG,
    outcome: 'each apply of the manifest overwrites the number that the autoscaler chose',
    remedy: 'Remove replicas.',
  }),

  capi(
    placesIn([MachineHealthCheck], 'spec.unhealthyRange', 'spec.remediation.triggerIf.unhealthyInRange'),
    invertedRange(),
    {
      ...STUCK,
      outcome: 'Cluster API cannot parse the range and does not remediate any machines',
    },
  ),

  capi(
    placesIn([Cluster], 'spec.controlPlaneEndpoint'),
    formed('host', isBareHost, 'a host name or IP address without scheme, port or path'),
    {
      ...PROBABLY_WRONG,
      ...STUCK,
      outcome: 'machines and kubeconfigs cannot reach the API server',
    },
  ),
  capi(placesIn([Cluster], 'spec.clusterNetwork.{pods,services}'), onePerFamily(), {
    severity: 'warning',
    ...STUCK,
    outcome: 'the API server or the controller manager does not start',
    remedy: 'Kubernetes accepts one network of each IP family.',
  }),
  capi(placesIn([Cluster], 'spec'), referencesWithTopology(), {
    ...PROBABLY_WRONG,
    outcome: 'the topology controller overwrites it',
    remedy: 'Remove it. The ClusterClass determines the referenced object.',
  }),
];

function isJoinedByKubeadm({ node }: Found): boolean {
  return statesKind(nodeAt(node, ['bootstrap', 'configRef']), KubeadmConfigTemplate);
}

/** Reports versions before 1.22, the oldest that the kubeadm provider supports (kubeadm/types/upstream*, since v1.11). */
function unsupportedKubeadmVersion(): Check {
  return check('value-out-of-range', function* (found) {
    for (const { node, path } of textsAt(found, 'version')) {
      const version = parseVersion(node.text);
      if (!version || version.major > 1 || version.minor >= 22 || !isJoinedByKubeadm(found)) continue;
      yield {
        path,
        problem: `${fieldName(found, path)} is ${node.text}, but Cluster API v1.11 and later support only kubeadm 1.22 and later`,
      };
    }
  });
}

/** Controllers convert a selector to labels, which is only possible for In with one value. */
function unconvertibleExpression(): Check {
  return check('unsupported-value', function* (found) {
    const [operator] = textsAt(found, 'operator');
    const values = nodeAt(found.node, ['values']);
    if (!operator || (values && isUnsure(values))) return;
    const count = values?.kind === 'sequence' ? values.items.length : 0;
    const isOne = operator.node.text === 'In' && count <= 1;
    if (isOne || !['In', 'NotIn', 'Exists', 'DoesNotExist'].includes(operator.node.text)) return;
    yield {
      path: operator.path,
      problem: `${fieldName(found, found.path)} uses ${operator.node.text}${operator.node.text === 'In' ? ` with ${count} values` : ''}, but only In with one value can be converted to a label`,
    };
  });
}

/** Reports a field that must differ between machines in the template of several machines. */
function setForAllMachines(field: string): Check {
  return check('forbidden-field', function* (found) {
    const node = nodeAt(found.node, [field]);
    if (!node || !isWritten(node) || isEmpty(node)) return;
    const path = [...found.path, field];
    yield { path, problem: `${fieldName(found, path)} is set in a template that all machines share` };
  });
}

function clusterNameLabelMismatch(at: NodePath): Check {
  return check('conflicting-values', function* (found) {
    const [name] = textsAt(found, CLUSTER_NAME_FIELD);
    const [made] = textsAt(found, MACHINE_CLUSTER_NAME_FIELD);
    // The mismatch between the two names is reported separately.
    if (made && made.node.text !== name?.node.text) return;
    const path = [...at, CLUSTER_NAME_LABEL];
    const label = nodeAt(found.node, path);
    if (!name || label?.kind !== 'scalar' || !isWritten(label) || isUnsure(label) || label.text === name.node.text)
      return;
    yield {
      path,
      problem: `The label ${CLUSTER_NAME_LABEL} in ${fieldName(found, at)} is "${label.text}", but spec.clusterName is "${name.node.text}"`,
      fixes: fixIn(`Change to ${name.node.text}`, found.resource, writeScalar(label, name.node.text)),
    };
  });
}

/** Reports a selector with the name of another object in a label that Cluster API sets to the name of this object. */
function nameLabelMismatch(label: string): Check {
  return check('conflicting-values', function* (found) {
    const [name] = textsAt(found, 'metadata.name');
    // Cluster API hashes longer names.
    if (!name || name.node.text.length > 63) return;
    for (const { node, path } of selectedValues(found, label))
      if (node.text !== name.node.text)
        yield {
          path,
          problem: `The selector of ${nameOf(found.resource)} requires ${label}: ${node.text}, which is not its own name`,
          remedy: 'Remove the label from the selector and the template.',
        };
  });
}

/** Reports a selector with a label that Cluster API sets to a generated name. */
function generatedNameLabel(label: string): Check {
  return check('conflicting-values', function* (found) {
    for (const { node, path } of selectedValues(found, label))
      yield {
        path,
        problem: `The selector of ${nameOf(found.resource)} requires ${label}: ${node.text}, which is a generated name`,
        remedy: 'Remove the label from the selector and the template.',
      };
  });
}

/** Returns the value that a selector requires of a label, by matchLabels or an expression with one value. */
function* selectedValues(found: Found, label: string): Iterable<{ node: ScalarNode; path: NodePath }> {
  const at = ['spec', 'selector'];
  const value = nodeAt(found.node, [...at, 'matchLabels', label]);
  if (value?.kind === 'scalar' && isWritten(value) && !isUnsure(value))
    yield { node: value, path: [...at, 'matchLabels', label] };
  const expressions = nodeAt(found.node, [...at, 'matchExpressions']);
  if (expressions?.kind !== 'sequence') return;
  for (const [index, item] of expressions.items.entries()) {
    const values = nodeAt(item, ['values']);
    if (scalarAt(item, ['key'])?.text !== label || scalarAt(item, ['operator'])?.text !== 'In') continue;
    const only = values?.kind === 'sequence' && values.items.length === 1 ? values.items[0] : undefined;
    if (only?.kind === 'scalar' && !isUnsure(only))
      yield { node: only, path: [...at, 'matchExpressions', index, 'values', 0] };
  }
}

const AUTOSCALED = ['min-size', 'max-size'].map((end) => `cluster.x-k8s.io/cluster-api-autoscaler-node-group-${end}`);

function replicasWithAutoscaler(): Check {
  return check('conflicting-values', function* (found) {
    const replicas = nodeAt(found.node, ['spec', 'replicas']);
    if (!replicas || !isWritten(replicas)) return;
    if (!AUTOSCALED.every((key) => isWritten(nodeAt(found.node, ['metadata', 'annotations', key])))) return;
    const path = ['spec', 'replicas'];
    yield {
      path,
      problem: `${fieldName(found, path)} is set, but annotations let the cluster autoscaler manage the replicas`,
    };
  });
}

function invertedRange(): Check {
  return check('conflicting-values', function* (found) {
    if (found.node.kind !== 'scalar' || isUnsure(found.node)) return;
    const [, least, most] = /^\[(\d+)-(\d+)\]$/.exec(found.node.text) ?? [];
    if (least === undefined || most === undefined || Number(least) <= Number(most)) return;
    yield {
      path: found.path,
      problem: `${fieldName(found, found.path)} is ${found.node.text}, whose start is greater than its end`,
      fixes: fixIn(`Change to [${most}-${least}]`, found.resource, writeScalar(found.node, `[${most}-${least}]`), true),
    };
  });
}

function isBareHost(text: string): boolean {
  return text === '' || !(/\/|\s|^\[|\]$/.test(text) || /^[^:]*:\d+$/.test(text));
}

function onePerFamily(): Check {
  return check('value-out-of-range', function* (found) {
    const blocks = nodeAt(found.node, ['cidrBlocks']);
    if (blocks?.kind !== 'sequence' || blocks.items.some((item) => item.kind !== 'scalar' || isUnsure(item))) return;
    const families = blocks.items.map((item) => (item.kind === 'scalar' && item.text.includes(':') ? 'IPv6' : 'IPv4'));
    const index = families.findIndex((family, at) => families.indexOf(family) !== at);
    if (index < 0) return;
    const path = [...found.path, 'cidrBlocks', index];
    yield { path, problem: `${fieldName(found, path)} is the second ${families[index]} network` };
  });
}

function* refsOf(found: Found): Iterable<Fault> {
  for (const field of [CONTROL_PLANE_REF, INFRASTRUCTURE_REF]) {
    const path = field.split('.');
    const node = nodeAt(found.resource.root, path);
    if (!node || !isWritten(node) || isUnsure(node)) continue;
    yield { path, problem: `${fieldName(found, path)} is set together with spec.topology` };
  }
}

/** Reports references next to a topology. Objects that were read from a cluster contain what the topology controller set. */
function referencesWithTopology(): Check {
  return check('conflicting-values', function* (found) {
    const isExported = ['uid', 'resourceVersion', 'creationTimestamp'].some((field) =>
      isWritten(nodeAt(found.resource.root, ['metadata', field])),
    );
    if (!isExported && isWritten(nodeAt(found.node, ['topology']))) yield* refsOf(found);
  });
}
