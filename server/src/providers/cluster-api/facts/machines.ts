import { check, equalFields, formed, required, type When } from '../../../core/facts/checks.ts';
import { type Check, type Found, fieldName, placesIn, type Row } from '../../../core/facts/fact.ts';
import { isUnsure, isWritten, removal, textsAt } from '../../../core/facts/field-values.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { statesKind } from '../../../core/objects/references.ts';
import { nodeAt } from '../../../core/syntax/lookup.ts';
import { isLabelValue } from '../../../core/validation/names.ts';
import {
  ClusterResourceSet,
  Machine,
  MachineDeployment,
  MachineDrainRule,
  MachineHealthCheck,
  MachinePool,
  MachineSet,
} from '../kinds.ts';
import { CLUSTER_NAME_FIELD, MACHINE_CLUSTER_NAME_FIELD } from '../references.ts';
import { nonEmptySelector, selectsTemplateLabels, validLabels, validSelector } from './label-checks.ts';
import { between, capi, NEW, OLD } from './row.ts';
import {
  annotated,
  atLeastSeconds,
  countOrPercentage,
  machineNameTemplate,
  noRolloutCapacity,
  versionRows,
} from './values.ts';

const MACHINE_OWNERS = [MachineDeployment, MachineSet, MachinePool];
const SETS = [MachineDeployment, MachineSet];

const NO_DATA = {
  remedy: 'Reference a KubeadmConfigTemplate in configRef, or a Secret in dataSecretName.',
};
const PREFLIGHT_CHECKS = [
  'All',
  'KubeadmVersionSkew',
  'KubernetesVersionSkew',
  'ControlPlaneIsStable',
  'ControlPlaneVersionSkew',
];
const NAME_FORM = "a valid label value (at most 63 letters, digits, '-', '_' and '.')";
const CLUSTER_NAME = { label: 'cluster.x-k8s.io/cluster-name', from: 'clusterName' };

/**
 * Machines and the kinds that create or select them. Source: internal/webhooks of Cluster API v1.5 to v1.14 (machine.go,
 * machinedeployment.go, machineset.go, machinepool.go, machinehealthcheck.go, clusterresourceset.go, machinedrainrules.go).
 */
export const CAPI_MACHINE_ROWS: readonly Row[] = [
  ...versionRows(placesIn(MACHINE_OWNERS, 'spec.template.spec'), 'version'),
  ...versionRows(placesIn([Machine], 'spec'), 'version'),
  capi(placesIn(MACHINE_OWNERS, 'spec.template.spec'), emptyVersion(), {
    versions: OLD,
    ...between(undefined, 'v1.10'),
  }),
  capi(placesIn([Machine], 'spec'), emptyVersion(), { versions: OLD, ...between(undefined, 'v1.10') }),

  capi(placesIn([Machine]), requiresBootstrap('spec', { when: hasNoMachinePoolOwner }), NO_DATA),
  capi(placesIn([MachinePool]), requiresBootstrap('spec.template.spec'), NO_DATA),
  capi(placesIn(SETS), requiresBootstrap('spec.template.spec'), { ...between('v1.11'), ...NO_DATA }),
  capi(placesIn(MACHINE_OWNERS, 'spec.template.spec.bootstrap'), emptyReference(), {
    versions: OLD,
    ...between('v1.11'),
    ...NO_DATA,
  }),
  capi(placesIn([Machine], 'spec.bootstrap'), emptyReference(), { versions: OLD, ...between('v1.11'), ...NO_DATA }),

  capi(placesIn(SETS), equalFields(CLUSTER_NAME_FIELD, MACHINE_CLUSTER_NAME_FIELD), between('v1.11')),
  capi(placesIn([MachinePool]), equalFields(CLUSTER_NAME_FIELD, MACHINE_CLUSTER_NAME_FIELD)),

  capi(placesIn([MachineDeployment], 'metadata'), formed('name', isLabelValue, NAME_FORM), between('v1.4')),
  capi(placesIn(MACHINE_OWNERS, 'spec.template'), validLabels('metadata'), between('v1.6')),

  capi(
    placesIn(SETS, 'metadata.annotations'),
    annotated(
      'machineset.cluster.x-k8s.io/skip-preflight-checks',
      (value) => value === '' || value.split(',').every((each) => PREFLIGHT_CHECKS.includes(each.trim())),
      `a comma-separated list of ${PREFLIGHT_CHECKS.join(', ')}`,
    ),
    between('v1.9'),
  ),

  capi(placesIn(SETS, 'spec'), validSelector('selector')),
  capi(
    placesIn([MachineDeployment], 'spec'),
    selectsTemplateLabels({ selector: 'selector', metadata: 'template.metadata', copies: CLUSTER_NAME }),
  ),
  capi(placesIn([MachineSet], 'spec'), selectsTemplateLabels({ selector: 'selector', metadata: 'template.metadata' })),

  ...['maxSurge', 'maxUnavailable'].map((field) =>
    capi(
      placesIn([MachineDeployment], 'spec.strategy.rollingUpdate', 'spec.rollout.strategy.rollingUpdate'),
      countOrPercentage(field),
    ),
  ),
  capi(
    placesIn([MachineDeployment], 'spec.strategy.remediation', 'spec.remediation'),
    countOrPercentage('maxInFlight'),
  ),
  capi(
    placesIn([MachineDeployment], 'spec.strategy.rollingUpdate', 'spec.rollout.strategy.rollingUpdate'),
    noRolloutCapacity(),
    { ...between('v1.11'), remedy: 'Set maxSurge: 1, or maxUnavailable: 1 if you have no spare host.' },
  ),
  capi(placesIn(SETS, 'spec.machineNamingStrategy', 'spec.machineNaming'), machineNameTemplate('template')),

  capi(placesIn([MachineHealthCheck]), nonEmptySelector('spec.selector')),
  capi(placesIn([MachineHealthCheck], 'spec'), validSelector('selector')),
  capi(placesIn([MachineHealthCheck], 'spec'), clusterLabelMismatch()),
  capi(placesIn([MachineHealthCheck], 'spec'), atLeastSeconds('nodeStartupTimeout', 30), { versions: OLD }),
  capi(placesIn([MachineHealthCheck], 'spec.checks'), atLeastSeconds('nodeStartupTimeoutSeconds', 30), {
    versions: NEW,
  }),
  capi(placesIn([MachineHealthCheck], 'spec'), countOrPercentage('maxUnhealthy'), { versions: OLD }),
  capi(placesIn([MachineHealthCheck], 'spec.remediation.triggerIf'), countOrPercentage('unhealthyLessThanOrEqualTo'), {
    versions: NEW,
  }),

  capi(placesIn([ClusterResourceSet]), nonEmptySelector('spec.clusterSelector')),
  capi(placesIn([ClusterResourceSet], 'spec'), validSelector('clusterSelector')),

  capi(placesIn([MachineDrainRule], 'spec.drain'), orderWithoutDrain()),
  ...['machines[]', 'pods[]'].flatMap((list) =>
    ['selector', 'clusterSelector', 'namespaceSelector'].map((field) =>
      capi(placesIn([MachineDrainRule], `spec.${list}`), validSelector(field)),
    ),
  ),
];

/** Reports an empty version. The webhook prepends a v, which results in an invalid version. */
function emptyVersion(): Check {
  return formed('version', (text) => text !== '', 'a complete version such as v1.33.0, or absent');
}

/** Requires one of the two bootstrap fields. Their content is checked separately. */
function requiresBootstrap(at: string, options: { readonly when?: When } = {}): Check {
  return required([`${at}.bootstrap.configRef`, `${at}.bootstrap.dataSecretName`], { acceptsEmpty: true, ...options });
}

/** Returns true if no MachinePool owns the Machine. A MachinePool provides the bootstrap data of its Machines. */
function hasNoMachinePoolOwner({ resource }: Found): boolean {
  const owners = nodeAt(resource.root, ['metadata', 'ownerReferences']);
  if (owners?.kind !== 'sequence') return true;
  return !owners.items.some((owner) => statesKind(owner, MachinePool));
}

/** Reports an empty reference, which the conversion to v1beta2 drops. */
function emptyReference(): Check {
  return check('required-field', function* (found) {
    const reference = nodeAt(found.node, ['configRef']);
    if (reference?.kind !== 'map' || isUnsure(reference) || isWritten(nodeAt(found.node, ['dataSecretName']))) return;
    if (['kind', 'name', 'apiVersion'].some((field) => nodeAt(reference, [field]))) return;
    const path = [...found.path, 'configRef'];
    yield { path, problem: `${fieldName(found, path)} is an empty reference` };
  });
}

/** Reports a selector with the name of another Cluster. */
function clusterLabelMismatch(): Check {
  return check('conflicting-values', function* (found) {
    const [name] = textsAt(found, 'clusterName');
    const selected = nodeAt(found.node, ['selector', 'matchLabels', CLUSTER_NAME.label]);
    if (!name || selected?.kind !== 'scalar' || isUnsure(selected) || selected.text === name.node.text) return;
    const path = [...found.path, 'selector', 'matchLabels', CLUSTER_NAME.label];
    yield {
      path,
      problem: `${fieldName(found, path)} is "${selected.text}", but spec.clusterName is "${name.node.text}"`,
      remedy: 'Use the same name in both, or remove the label.',
      fixes: fixIn(`Change to ${name.node.text}`, found.resource, writeScalar(selected, name.node.text)),
    };
  });
}

/** Reports an order of pods that are not drained. */
function orderWithoutDrain(): Check {
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
      problem: `${fieldName(found, path)} is set, but the behavior is ${behavior.node.text}`,
      remedy: 'An order applies only to the behavior Drain.',
      fixes: removal(found, 'order'),
    };
  });
}
