import {
  agreeing,
  check,
  formed,
  isUnsure,
  isWritten,
  pathOf,
  remove,
  required,
  textsAt,
  type When,
} from '../../../core/facts/checks.ts';
import { type Check, type Found, fieldName, placesIn, type Row } from '../../../core/facts/fact.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { nodeAt } from '../../../core/syntax/lookup.ts';
import { readScalar } from '../../../core/syntax/read-scalar.ts';
import { isLabelValue } from '../../../core/validation/names.ts';
import { ownNamespace } from '../../metal3/facts/row.ts';
import {
  ClusterResourceSet,
  Machine,
  MachineDeployment,
  MachineDrainRule,
  MachineHealthCheck,
  MachinePool,
  MachineSet,
} from '../kinds.ts';
import { labelled, selects, selectsOwn, selectsSomething } from './label-checks.ts';
import { between, capi, NEW, OLD } from './row.ts';
import { annotated, countOrShare, lasting, namesMachines, versionRows } from './values.ts';

const TEMPLATED = [MachineDeployment, MachineSet, MachinePool];
const SETS = [MachineDeployment, MachineSet];

const NO_DATA = {
  remedy: 'Name a KubeadmConfigTemplate in configRef, or a Secret in dataSecretName.',
};
const PREFLIGHT_CHECKS = [
  'All',
  'KubeadmVersionSkew',
  'KubernetesVersionSkew',
  'ControlPlaneIsStable',
  'ControlPlaneVersionSkew',
];
const NAME_FORM = 'usable as a label, 63 letters, digits, -, _ and . at most';
const CLUSTER_NAME = { label: 'cluster.x-k8s.io/cluster-name', from: 'clusterName' };

/**
 * Machines and all that make or watch them. Source: internal/webhooks of Cluster API v1.5 to v1.14 (machine.go,
 * machinedeployment.go, machineset.go, machinepool.go, machinehealthcheck.go, clusterresourceset.go, machinedrainrules.go).
 */
export const CAPI_MACHINE_ROWS: readonly Row[] = [
  ...versionRows(placesIn(TEMPLATED, 'spec.template.spec'), 'version'),
  ...versionRows(placesIn([Machine], 'spec'), 'version'),
  capi(placesIn(TEMPLATED, 'spec.template.spec'), emptyVersion(), { versions: OLD, ...between(undefined, 'v1.10') }),
  capi(placesIn([Machine], 'spec'), emptyVersion(), { versions: OLD, ...between(undefined, 'v1.10') }),

  capi(placesIn([Machine]), bootstrapped('spec', { when: isNobodys }), NO_DATA),
  capi(placesIn([MachinePool]), bootstrapped('spec.template.spec'), NO_DATA),
  capi(placesIn(SETS), bootstrapped('spec.template.spec'), { ...between('v1.11'), ...NO_DATA }),
  capi(placesIn(TEMPLATED, 'spec.template.spec.bootstrap'), emptyReference(), {
    versions: OLD,
    ...between('v1.11'),
    ...NO_DATA,
  }),
  capi(placesIn([Machine], 'spec.bootstrap'), emptyReference(), { versions: OLD, ...between('v1.11'), ...NO_DATA }),

  capi(placesIn(SETS), agreeing('spec.clusterName', 'spec.template.spec.clusterName'), between('v1.11')),
  capi(placesIn([MachinePool]), agreeing('spec.clusterName', 'spec.template.spec.clusterName')),

  capi(placesIn([MachineDeployment], 'metadata'), formed('name', isLabelValue, NAME_FORM), between('v1.4')),
  capi(placesIn(TEMPLATED, 'spec.template'), labelled('metadata'), between('v1.6')),

  ...['infrastructureRef', 'bootstrap.configRef'].flatMap((field) => [
    capi(placesIn([Machine], 'spec'), ownNamespace(field), { versions: OLD, ...between(undefined, 'v1.10') }),
    capi(placesIn([MachinePool], 'spec.template.spec'), ownNamespace(field), {
      versions: OLD,
      ...between(undefined, 'v1.10'),
    }),
  ]),
  capi(placesIn([MachineHealthCheck], 'spec'), ownNamespace('remediationTemplate'), {
    versions: OLD,
    ...between(undefined, 'v1.10'),
  }),
  capi(
    placesIn(SETS, 'metadata.annotations'),
    annotated(
      'machineset.cluster.x-k8s.io/skip-preflight-checks',
      (value) => value === '' || value.split(',').every((each) => PREFLIGHT_CHECKS.includes(each.trim())),
      `some of ${PREFLIGHT_CHECKS.join(', ')}`,
    ),
    between('v1.9'),
  ),

  capi(placesIn(SETS, 'spec'), selects('selector')),
  capi(
    placesIn([MachineDeployment], 'spec'),
    selectsOwn({ selector: 'selector', metadata: 'template.metadata', copies: CLUSTER_NAME }),
  ),
  capi(placesIn([MachineSet], 'spec'), selectsOwn({ selector: 'selector', metadata: 'template.metadata' })),

  ...['maxSurge', 'maxUnavailable'].map((field) =>
    capi(
      placesIn([MachineDeployment], 'spec.strategy.rollingUpdate', 'spec.rollout.strategy.rollingUpdate'),
      countOrShare(field),
    ),
  ),
  capi(placesIn([MachineDeployment], 'spec.strategy.remediation', 'spec.remediation'), countOrShare('maxInFlight')),
  capi(
    placesIn([MachineDeployment], 'spec.strategy.rollingUpdate', 'spec.rollout.strategy.rollingUpdate'),
    standsStill(),
    { ...between('v1.11'), remedy: 'Write maxSurge: 1, or maxUnavailable: 1 where no host is to spare.' },
  ),
  capi(placesIn(SETS, 'spec.machineNamingStrategy', 'spec.machineNaming'), namesMachines('template')),

  capi(placesIn([MachineHealthCheck]), selectsSomething('spec.selector')),
  capi(placesIn([MachineHealthCheck], 'spec'), selects('selector')),
  capi(placesIn([MachineHealthCheck], 'spec'), ownCluster()),
  capi(placesIn([MachineHealthCheck], 'spec'), lasting('nodeStartupTimeout', 30), { versions: OLD }),
  capi(placesIn([MachineHealthCheck], 'spec.checks'), lasting('nodeStartupTimeoutSeconds', 30), { versions: NEW }),
  capi(placesIn([MachineHealthCheck], 'spec'), countOrShare('maxUnhealthy'), { versions: OLD }),
  capi(placesIn([MachineHealthCheck], 'spec.remediation.triggerIf'), countOrShare('unhealthyLessThanOrEqualTo'), {
    versions: NEW,
  }),

  capi(placesIn([ClusterResourceSet]), selectsSomething('spec.clusterSelector')),
  capi(placesIn([ClusterResourceSet], 'spec'), selects('clusterSelector')),

  capi(placesIn([MachineDrainRule], 'spec.drain'), unorderly()),
  ...['machines[]', 'pods[]'].flatMap((list) =>
    ['selector', 'clusterSelector', 'namespaceSelector'].map((field) =>
      capi(placesIn([MachineDrainRule], `spec.${list}`), selects(field)),
    ),
  ),
];

/** The webhook puts a v before it, and that is no version. */
function emptyVersion(): Check {
  return formed('version', (text) => text !== '', 'a whole version such as v1.33.0, or left out');
}

/** Written at all, be it empty: what is in it is looked at elsewhere. */
function bootstrapped(at: string, options: { readonly when?: When } = {}): Check {
  return required([`${at}.bootstrap.configRef`, `${at}.bootstrap.dataSecretName`], { acceptsEmpty: true, ...options });
}

/** A Machine of a MachinePool gets its data from there. */
function isNobodys({ resource }: Found): boolean {
  const owners = nodeAt(resource.root, ['metadata', 'ownerReferences']);
  if (owners?.kind !== 'sequence') return true;
  return !owners.items.some(
    (owner) => textsAt({ resource, node: owner, path: [] }, 'kind')[0]?.node.text === 'MachinePool',
  );
}

/** A reference without anything in it does not survive the conversion to v1beta2. */
function emptyReference(): Check {
  return check('required-field', function* (found) {
    const reference = nodeAt(found.node, ['configRef']);
    if (reference?.kind !== 'map' || isUnsure(reference) || isWritten(nodeAt(found.node, ['dataSecretName']))) return;
    if (['kind', 'name', 'apiVersion'].some((field) => nodeAt(reference, [field]))) return;
    const path = [...found.path, 'configRef'];
    yield { path, problem: `${fieldName(found, path)} names nothing` };
  });
}

/** Neither a machine more nor one less: nothing can ever be exchanged. Absent is 1 more, and none less. */
function standsStill(): Check {
  return check('conflicting-values', function* (found) {
    const [surge, unavailable] = ['maxSurge', 'maxUnavailable'].map((field) => nodeAt(found.node, pathOf(field)));
    if (!isZero(surge) || (unavailable && isWritten(unavailable) && !isZero(unavailable))) return;
    const path = [...found.path, 'maxSurge'];
    yield { path, problem: `${fieldName(found, path)} is 0, and so is maxUnavailable` };
  });
}

function isZero(node: Found['node'] | undefined): boolean {
  if (node?.kind !== 'scalar' || isUnsure(node)) return false;
  const value = readScalar(node);
  return value.type === 'integer' && value.value === 0;
}

/** The label by which machines are known to belong to a cluster, asked for with another cluster's name. */
function ownCluster(): Check {
  return check('conflicting-values', function* (found) {
    const [name] = textsAt(found, 'clusterName');
    const asked = nodeAt(found.node, ['selector', 'matchLabels', CLUSTER_NAME.label]);
    if (!name || asked?.kind !== 'scalar' || isUnsure(asked) || asked.text === name.node.text) return;
    const path = [...found.path, 'selector', 'matchLabels', CLUSTER_NAME.label];
    yield {
      path,
      problem: `${fieldName(found, path)} is "${asked.text}", and spec.clusterName is "${name.node.text}"`,
      remedy: `Write ${name.node.text} in both, or leave the label out.`,
      fixes: fixIn(`Change to ${name.node.text}`, found.resource, writeScalar(asked, name.node.text)),
    };
  });
}

/** An order among pods that are not drained. */
function unorderly(): Check {
  return check('forbidden-field', function* (found) {
    const [behavior] = textsAt(found, 'behavior');
    if (
      !behavior ||
      !['Skip', 'WaitCompleted'].includes(behavior.node.text) ||
      !isWritten(nodeAt(found.node, ['order']))
    )
      return;
    const path = [...found.path, 'order'];
    yield {
      path,
      problem: `${fieldName(found, path)} is written beside the behavior ${behavior.node.text}`,
      remedy: 'An order is for pods that are drained.',
      fixes: remove(found, 'order'),
    };
  });
}
