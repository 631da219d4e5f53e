import { check, formed, isEmpty, isUnsure, isWritten, textsAt } from '../../../core/facts/checks.ts';
import {
  type Check,
  type Fault,
  type Found,
  fieldName,
  placesIn,
  type Row,
  type RowOptions,
} from '../../../core/facts/fact.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { type NodePath, nodeAt } from '../../../core/syntax/lookup.ts';
import { parseVersion } from '../../kubernetes/kubernetes-version.ts';
import { CLUSTER_NAME_LABEL } from '../cluster-name.ts';
import {
  BOOTSTRAP_GROUP,
  CLUSTER_GROUP,
  Cluster,
  CONTROL_PLANE_GROUP,
  INFRASTRUCTURE_GROUP,
  Machine,
  MachineDeployment,
  MachineHealthCheck,
  MachinePool,
  MachineSet,
} from '../kinds.ts';
import { between, capi, inControlPlanes, OLD } from './row.ts';

const SETS = [MachineDeployment, MachineSet];
const MACHINE_OWNERS = [...SETS, MachinePool];

const STUCK = { effect: 'stuck', by: 'controller' } as const;
const DOUBTFUL = { severity: 'warning', effect: 'wrong' } as const;
const NO_MACHINE: Partial<RowOptions> = { ...STUCK, outcome: 'Cluster API creates no machine' };
const NEVER_READY: Partial<RowOptions> = { ...STUCK, outcome: 'the cluster never becomes ready' };
const NEVER_PROVISIONED: Partial<RowOptions> = { ...STUCK, outcome: 'the machine is never provisioned' };

/** The references of a machine. */
const MACHINE_REFERENCES = ['infrastructureRef', 'bootstrap.configRef'];

/** References by apiVersion in v1beta1, by apiGroup in v1beta2. */
const REFERENCES = [
  ...placesIn([Cluster], 'spec.{controlPlaneRef,infrastructureRef}'),
  ...placesIn(MACHINE_OWNERS, ...MACHINE_REFERENCES.map((field) => `spec.template.spec.${field}`)),
  ...placesIn([Machine], ...MACHINE_REFERENCES.map((field) => `spec.${field}`)),
];

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
    outcome: 'Cluster API reports an error and creates no machine',
    remedy: 'Use matchLabels instead.',
  }),
  capi(placesIn(SETS, 'spec.template.spec'), setForAllMachines('providerID'), {
    ...DOUBTFUL,
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
      ...DOUBTFUL,
      by: 'webhook',
      outcome: 'Cluster API overwrites the label',
    }),
  ),
  capi(placesIn([MachineDeployment]), replicasWithAutoscaler(), {
    ...DOUBTFUL,
    outcome: 'each apply of the manifest overwrites the number that the autoscaler chose',
    remedy: 'Remove replicas.',
  }),

  capi(
    placesIn([MachineHealthCheck], 'spec.unhealthyRange', 'spec.remediation.triggerIf.unhealthyInRange'),
    invertedRange(),
    {
      ...STUCK,
      outcome: 'Cluster API cannot parse the range and remediates no machine',
    },
  ),

  capi(
    placesIn(SETS, ...MACHINE_REFERENCES.map((field) => `spec.template.spec.${field}`)),
    expectsTemplate(),
    NO_MACHINE,
  ),
  capi(inControlPlanes('machineTemplate.infrastructureRef'), expectsTemplate(), { ...NO_MACHINE, versions: OLD }),
  capi(inControlPlanes('machineTemplate.spec.infrastructureRef'), expectsTemplate(), NO_MACHINE),
  capi(placesIn([Cluster], 'spec.{controlPlaneRef,infrastructureRef}'), expectsInstance(), NEVER_READY),
  capi(
    placesIn([Machine], ...MACHINE_REFERENCES.map((field) => `spec.${field}`)),
    expectsInstance(),
    NEVER_PROVISIONED,
  ),
  capi(
    placesIn([MachinePool], ...MACHINE_REFERENCES.map((field) => `spec.template.spec.${field}`)),
    expectsInstance(),
    {
      ...NO_MACHINE,
      severity: 'warning',
    },
  ),
  capi(REFERENCES, expectsGroupOfRole(), {
    ...STUCK,
    outcome: 'Cluster API finds nothing there that it could wait for',
  }),
  capi(
    placesIn([Cluster], 'spec.controlPlaneEndpoint'),
    formed('host', isBareHost, 'a host name or IP address without scheme, port or path'),
    {
      ...DOUBTFUL,
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
    ...DOUBTFUL,
    outcome: 'the topology controller overwrites it',
    remedy: 'Remove it. The ClusterClass determines the referenced object.',
  }),
];

function isJoinedByKubeadm(found: Found): boolean {
  return textsAt(found, 'bootstrap.configRef.kind')[0]?.node.text === 'KubeadmConfigTemplate';
}

/** Reports versions before 1.22, the oldest that the kubeadm provider supports (kubeadm/types/upstream*, since v1.11). */
function unsupportedKubeadmVersion(): Check {
  return check('value-out-of-range', function* (found) {
    for (const { node, path } of textsAt(found, 'version')) {
      const version = parseVersion(node.text);
      if (!version || version.major > 1 || version.minor >= 22 || !isJoinedByKubeadm(found)) continue;
      yield {
        path,
        problem: `${fieldName(found, path)} is ${node.text}, but Cluster API supports only kubeadm 1.22 and later`,
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
    yield { path, problem: `${fieldName(found, path)} is set in the template of all machines` };
  });
}

function clusterNameLabelMismatch(at: NodePath): Check {
  return check('conflicting-values', function* (found) {
    const [name] = textsAt(found, 'spec.clusterName');
    const [made] = textsAt(found, 'spec.template.spec.clusterName');
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

/** Reports kinds that are not templates. By the provider contract, the kinds of templates end with Template. */
function expectsTemplate(): Check {
  return check('unsupported-value', function* (found) {
    for (const { node, path } of textsAt(found, 'kind')) {
      if (!/^[A-Z]\w+$/.test(node.text) || node.text.endsWith('Template')) continue;
      yield {
        path,
        problem: `${fieldName(found, path)} is ${node.text}, but machines are created only from templates`,
        remedy: `Reference a ${node.text}Template.`,
        fixes: fixIn(`Change to ${node.text}Template`, found.resource, writeScalar(node, `${node.text}Template`)),
      };
    }
  });
}

function expectsInstance(): Check {
  return check('unsupported-value', function* (found) {
    for (const { node, path } of textsAt(found, 'kind')) {
      const kind = node.text.replace(/Template$/, '');
      if (kind === node.text || kind === '') continue;
      yield {
        path,
        problem: `${fieldName(found, path)} is ${node.text}, but a template is never provisioned`,
        remedy: `Reference a ${kind}.`,
        fixes: fixIn(`Change to ${kind}`, found.resource, writeScalar(node, kind)),
      };
    }
  });
}

const SLOTS: Readonly<Record<string, string>> = {
  controlPlaneRef: CONTROL_PLANE_GROUP,
  infrastructureRef: INFRASTRUCTURE_GROUP,
  configRef: BOOTSTRAP_GROUP,
};

/** Reports an object in the group of another role. Unknown groups are accepted, because providers can use their own. */
function expectsGroupOfRole(): Check {
  return check('unsupported-value', function* (found) {
    // A row about Kamaji reports it.
    if (textsAt(found, 'kind')[0]?.node.text === 'KamajiControlPlane') return;
    const own = SLOTS[String(found.path.at(-1))];
    for (const field of ['apiVersion', 'apiGroup'])
      for (const { node, path } of textsAt(found, field)) {
        const group = field === 'apiVersion' ? node.text.split('/')[0] : node.text;
        if (!group || group === own || ![...Object.values(SLOTS), CLUSTER_GROUP].includes(group)) continue;
        yield { path, problem: `${fieldName(found, path)} is ${node.text}, and such an object belongs into ${own}` };
      }
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
  for (const field of ['controlPlaneRef', 'infrastructureRef']) {
    const node = nodeAt(found.node, [field]);
    if (!node || !isWritten(node) || isUnsure(node)) continue;
    const path = [...found.path, field];
    yield { path, problem: `${fieldName(found, path)} is set together with spec.topology` };
  }
}

/** Reports references next to a topology. Objects that were read from a cluster contain what the topology controller set. */
function referencesWithTopology(): Check {
  return check('conflicting-values', function* (found) {
    const isReadBack = ['uid', 'resourceVersion', 'creationTimestamp'].some((field) =>
      isWritten(nodeAt(found.resource.root, ['metadata', field])),
    );
    if (!isReadBack && isWritten(nodeAt(found.node, ['topology']))) yield* refsOf(found);
  });
}
