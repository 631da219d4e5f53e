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
const TEMPLATED = [...SETS, MachinePool];

const STUCK = { effect: 'stuck', by: 'controller' } as const;
const DOUBTFUL = { severity: 'warning', effect: 'wrong' } as const;
const NO_MACHINE: Partial<RowOptions> = { ...STUCK, outcome: 'no machine is ever made' };
const NEVER_READY: Partial<RowOptions> = { ...STUCK, outcome: 'the cluster never becomes ready' };

/** What a machine names. */
const OF_MACHINES = ['infrastructureRef', 'bootstrap.configRef'];

/** References that a v1beta1 object makes by apiVersion, and a v1beta2 object by group. */
const REFERENCES = [
  ...placesIn([Cluster], 'spec.{controlPlaneRef,infrastructureRef}'),
  ...placesIn(TEMPLATED, ...OF_MACHINES.map((field) => `spec.template.spec.${field}`)),
  ...placesIn([Machine], ...OF_MACHINES.map((field) => `spec.${field}`)),
];

/**
 * What webhooks let through, and controllers wait on, turn back or never make anything of. Source: the controllers of
 * Cluster API v1.5 to v1.14 (machineset_controller.go, machinedeployment_controller.go, machinehealthcheck_controller.go,
 * cluster_controller_phases.go, kubeadmconfig_controller.go) and webhooks for what they write over.
 */
export const CAPI_CONTROLLER_ROWS: readonly Row[] = [
  capi(placesIn(SETS, 'spec.template.spec'), ancientVersion(), {
    ...STUCK,
    ...between('v1.11'),
    severity: 'warning',
    outcome: 'no machine gets its bootstrap data',
  }),
  capi(placesIn(SETS, 'spec.selector.matchExpressions[]'), unlikeLabels(), {
    ...STUCK,
    outcome: 'Cluster API makes labels of it, fails, and makes no machine',
    remedy: 'Write it into matchLabels.',
  }),
  capi(placesIn(SETS, 'spec.template.spec'), agreesByTemplate('providerID'), {
    ...DOUBTFUL,
    outcome: 'all machines would be the same one',
    remedy: 'Leave it out: the infrastructure gives each machine its own.',
  }),
  ...(
    [
      [MachineDeployment, ['spec', 'selector', 'matchLabels']],
      [MachineDeployment, ['spec', 'template', 'metadata', 'labels']],
      ...[MachineDeployment, MachineSet, Machine].map((kind) => [kind, ['metadata', 'labels']] as const),
    ] as const
  ).map(([kind, at]) =>
    capi(placesIn([kind]), ownLabel(at), { ...DOUBTFUL, by: 'webhook', outcome: 'Cluster API writes that over it' }),
  ),
  capi(placesIn([MachineDeployment]), sizedTwice(), {
    ...DOUBTFUL,
    outcome: 'each time the manifest is applied, the number that the autoscaler chose is gone',
    remedy: 'Leave replicas out.',
  }),

  capi(
    placesIn([MachineHealthCheck], 'spec.unhealthyRange', 'spec.remediation.triggerIf.unhealthyInRange'),
    upsideDown(),
    {
      ...STUCK,
      outcome: 'Cluster API fails to read it, and no machine is ever remedied',
    },
  ),

  capi(placesIn(SETS, ...OF_MACHINES.map((field) => `spec.template.spec.${field}`)), aTemplate(), NO_MACHINE),
  capi(inControlPlanes('machineTemplate.infrastructureRef'), aTemplate(), { ...NO_MACHINE, versions: OLD }),
  capi(inControlPlanes('machineTemplate.spec.infrastructureRef'), aTemplate(), NO_MACHINE),
  capi(placesIn([Cluster], 'spec.{controlPlaneRef,infrastructureRef}'), noTemplate(), NEVER_READY),
  capi(placesIn([Machine], ...OF_MACHINES.map((field) => `spec.${field}`)), noTemplate(), NEVER_READY),
  capi(placesIn([MachinePool], ...OF_MACHINES.map((field) => `spec.template.spec.${field}`)), noTemplate(), {
    ...NO_MACHINE,
    severity: 'warning',
  }),
  capi(REFERENCES, inSlot(), { ...STUCK, outcome: 'Cluster API finds nothing there that it could wait for' }),
  capi(
    placesIn([Cluster], 'spec.controlPlaneEndpoint'),
    formed('host', isBareHost, 'a host alone, without scheme, port or path'),
    {
      ...DOUBTFUL,
      ...STUCK,
      outcome: 'no machine and no kubeconfig reaches the API server there',
    },
  ),
  capi(placesIn([Cluster], 'spec.clusterNetwork.{pods,services}'), onePerFamily(), {
    severity: 'warning',
    ...STUCK,
    outcome: 'the API server or the controller manager does not start',
    remedy: 'Kubernetes takes one network of each family.',
  }),
  capi(placesIn([Cluster], 'spec'), besideTopology(), {
    ...DOUBTFUL,
    outcome: 'the topology writes its own there',
    remedy: 'Leave it out: the class says what is made.',
  }),
];

function isJoinedByKubeadm(found: Found): boolean {
  return textsAt(found, 'bootstrap.configRef.kind')[0]?.node.text === 'KubeadmConfigTemplate';
}

/** The oldest version that kubeadm's provider still knows: kubeadm/types/upstream*, since v1.11. */
function ancientVersion(): Check {
  return check('value-out-of-range', function* (found) {
    for (const { node, path } of textsAt(found, 'version')) {
      const version = parseVersion(node.text);
      if (!version || version.major > 1 || version.minor >= 22 || !isJoinedByKubeadm(found)) continue;
      yield {
        path,
        problem: `${fieldName(found, path)} is ${node.text}, and Cluster API knows kubeadm from 1.22 on`,
      };
    }
  });
}

/** Controllers read a selector as labels: In with one value alone can be one. */
function unlikeLabels(): Check {
  return check('unsupported-value', function* (found) {
    const [operator] = textsAt(found, 'operator');
    const values = nodeAt(found.node, ['values']);
    if (!operator || (values && isUnsure(values))) return;
    const count = values?.kind === 'sequence' ? values.items.length : 0;
    const isOne = operator.node.text === 'In' && count <= 1;
    if (isOne || !['In', 'NotIn', 'Exists', 'DoesNotExist'].includes(operator.node.text)) return;
    yield {
      path: operator.path,
      problem: `${fieldName(found, found.path)} is ${operator.node.text === 'In' ? `In with ${count} values` : operator.node.text}, and not In with one value`,
    };
  });
}

/** What belongs to one machine alone, in the template of many. */
function agreesByTemplate(field: string): Check {
  return check('forbidden-field', function* (found) {
    const node = nodeAt(found.node, [field]);
    if (!node || !isWritten(node) || isEmpty(node)) return;
    const path = [...found.path, field];
    yield { path, problem: `${fieldName(found, path)} is written in the template of many machines` };
  });
}

function ownLabel(at: NodePath): Check {
  return check('conflicting-values', function* (found) {
    const [name] = textsAt(found, 'spec.clusterName');
    const [made] = textsAt(found, 'spec.template.spec.clusterName');
    // Then it is the other name that is odd, and that is told there.
    if (made && made.node.text !== name?.node.text) return;
    const path = [...at, CLUSTER_NAME_LABEL];
    const label = nodeAt(found.node, path);
    if (!name || label?.kind !== 'scalar' || !isWritten(label) || isUnsure(label) || label.text === name.node.text)
      return;
    yield {
      path,
      problem: `The label ${CLUSTER_NAME_LABEL} in ${fieldName(found, at)} is "${label.text}", and spec.clusterName is "${name.node.text}"`,
      fixes: fixIn(`Change to ${name.node.text}`, found.resource, writeScalar(label, name.node.text)),
    };
  });
}

const AUTOSCALED = ['min-size', 'max-size'].map((end) => `cluster.x-k8s.io/cluster-api-autoscaler-node-group-${end}`);

function sizedTwice(): Check {
  return check('conflicting-values', function* (found) {
    const replicas = nodeAt(found.node, ['spec', 'replicas']);
    if (!replicas || !isWritten(replicas)) return;
    if (!AUTOSCALED.every((key) => isWritten(nodeAt(found.node, ['metadata', 'annotations', key])))) return;
    const path = ['spec', 'replicas'];
    yield { path, problem: `${fieldName(found, path)} is written, and annotations give the machines to an autoscaler` };
  });
}

function upsideDown(): Check {
  return check('conflicting-values', function* (found) {
    if (found.node.kind !== 'scalar' || isUnsure(found.node)) return;
    const [, least, most] = /^\[(\d+)-(\d+)\]$/.exec(found.node.text) ?? [];
    if (least === undefined || most === undefined || Number(least) <= Number(most)) return;
    yield {
      path: found.path,
      problem: `${fieldName(found, found.path)} is ${found.node.text}, and begins above its end`,
      fixes: fixIn(`Change to [${most}-${least}]`, found.resource, writeScalar(found.node, `[${most}-${least}]`), true),
    };
  });
}

/** By the contract of providers the kind of every template ends so. */
function aTemplate(): Check {
  return check('unsupported-value', function* (found) {
    for (const { node, path } of textsAt(found, 'kind')) {
      if (!/^[A-Z]\w+$/.test(node.text) || node.text.endsWith('Template')) continue;
      yield {
        path,
        problem: `${fieldName(found, path)} is ${node.text}, and machines are made from templates alone`,
        remedy: `Name the ${node.text}Template.`,
        fixes: fixIn(`Change to ${node.text}Template`, found.resource, writeScalar(node, `${node.text}Template`)),
      };
    }
  });
}

function noTemplate(): Check {
  return check('unsupported-value', function* (found) {
    for (const { node, path } of textsAt(found, 'kind')) {
      const kind = node.text.replace(/Template$/, '');
      if (kind === node.text || kind === '') continue;
      yield {
        path,
        problem: `${fieldName(found, path)} is ${node.text}, and a template itself is never made`,
        remedy: `Name a ${kind}.`,
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

/** Only groups of which it is known what they are for: other providers may have their own. */
function inSlot(): Check {
  return check('unsupported-value', function* (found) {
    // A row on Kamaji tells of it.
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
    yield { path, problem: `${fieldName(found, path)} is the second ${families[index]} network there` };
  });
}

function* refsOf(found: Found): Iterable<Fault> {
  for (const field of ['controlPlaneRef', 'infrastructureRef']) {
    const node = nodeAt(found.node, [field]);
    if (!node || !isWritten(node) || isUnsure(node)) continue;
    const path = [...found.path, field];
    yield { path, problem: `${fieldName(found, path)} stands beside a topology` };
  }
}

/** An object read back from a cluster has what the topology wrote. */
function besideTopology(): Check {
  return check('conflicting-values', function* (found) {
    const isReadBack = ['uid', 'resourceVersion', 'creationTimestamp'].some((field) =>
      isWritten(nodeAt(found.resource.root, ['metadata', field])),
    );
    if (!isReadBack && isWritten(nodeAt(found.node, ['topology']))) yield* refsOf(found);
  });
}
