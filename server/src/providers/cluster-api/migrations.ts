import type { Follows, Migration, Move } from '../../core/migration/migration.ts';
import { below, fill, gone, named, rename, seconds, unused } from '../../core/migration/rows.ts';
import { type GroupKind, isKind } from '../../core/objects/group-kind.ts';
import {
  Cluster,
  ClusterClass,
  ClusterResourceSet,
  ClusterResourceSetBinding,
  DevCluster,
  DevClusterTemplate,
  DevMachine,
  DevMachineTemplate,
  DockerCluster,
  DockerClusterTemplate,
  DockerMachine,
  DockerMachinePool,
  DockerMachinePoolTemplate,
  DockerMachineTemplate,
  ExtensionConfig,
  IPAddress,
  IPAddressClaim,
  Machine,
  MachineDeployment,
  MachineDrainRule,
  MachineHealthCheck,
  MachinePool,
  MachineSet,
} from './kinds.ts';
import { DELETION_TIMEOUTS, fromOlder, reference, templateReference } from './migration-rows.ts';
import {
  CLASS_TEMPLATE_REFS,
  CLUSTER_NAME_FIELD,
  CONTROL_PLANE_REF,
  INFRASTRUCTURE_REF,
  REMEDIATION_TEMPLATES,
} from './references.ts';

/** Returns the moves of the conditions of a health check, whose timeout is required. */
function unhealthyConditions(at: string): readonly Move[] {
  return ['unhealthyNodeConditions', 'unhealthyMachineConditions'].flatMap((list) => [
    seconds(`${at}.${list}[].timeout`, `${at}.${list}[].timeoutSeconds`),
    fill(`${at}.${list}[].timeoutSeconds`, 0),
  ]);
}

/** The fields of a health check, at their old place. */
const HEALTH_CHECK: readonly Move[] = [
  seconds('nodeStartupTimeout', 'checks.nodeStartupTimeoutSeconds'),
  rename('unhealthyConditions', 'checks.unhealthyNodeConditions'),
  rename('unhealthyMachineConditions', 'checks.unhealthyMachineConditions'),
  ...unhealthyConditions('checks'),
  rename('maxUnhealthy', 'remediation.triggerIf.unhealthyLessThanOrEqualTo'),
  rename('unhealthyRange', 'remediation.triggerIf.unhealthyInRange'),
  rename('remediationTemplate', 'remediation.templateRef'),
  ...templateReference('remediation.templateRef'),
];

/** A health check in a topology or a class. */
const NESTED_HEALTH_CHECK: readonly Move[] = [
  rename('machineHealthCheck', 'healthCheck'),
  rename('healthCheck.enable', 'healthCheck.enabled'),
  ...below('healthCheck', HEALTH_CHECK),
];

/** Returns the moves of the strategy of a MachineDeployment, whose parts move to three fields. */
function strategy(remediation: string): readonly Move[] {
  return [
    rename('strategy.remediation.maxInFlight', `${remediation}.maxInFlight`),
    rename('strategy.rollingUpdate.deletePolicy', 'deletion.order'),
    rename('strategy', 'rollout.strategy'),
    // The default of v1beta1.
    fill('rollout.strategy.type', 'RollingUpdate'),
  ];
}

const DEFINITION_FROM = 'v1beta2 has no definitionFrom. A variable has one definition for all of its users.';

const IN_TEMPLATE: readonly Move[] = below('spec.template.spec', [
  ...reference('infrastructureRef'),
  ...reference('bootstrap.configRef'),
  ...DELETION_TIMEOUTS,
]);

const CLUSTER: readonly Move[] = [
  ...reference(CONTROL_PLANE_REF),
  ...reference(INFRASTRUCTURE_REF),
  ...below('spec.topology', [
    rename('class', 'classRef.name'),
    rename('classNamespace', 'classRef.namespace'),
    gone('rolloutAfter', 'v1beta2 has no such field, and v1beta1 never acted on it.'),
    gone('variables[].definitionFrom', DEFINITION_FROM, ['']),
    ...['controlPlane', 'workers.machineDeployments[]', 'workers.machinePools[]'].flatMap((part) =>
      below(part, [gone('variables.overrides[].definitionFrom', DEFINITION_FROM, ['']), ...DELETION_TIMEOUTS]),
    ),
    ...['controlPlane', 'workers.machineDeployments[]'].flatMap((part) => below(part, NESTED_HEALTH_CHECK)),
    ...below('workers.machineDeployments[]', strategy('healthCheck.remediation')),
  ]),
];

function classReference(at: string, from = at): readonly Move[] {
  return [rename(`${from}.ref`, `${at}.templateRef`), ...templateReference(`${at}.templateRef`)];
}

const CLUSTER_CLASS: readonly Move[] = below('spec', [
  ...classReference('infrastructure'),
  ...classReference('controlPlane'),
  ...classReference('controlPlane.machineInfrastructure'),
  rename('infrastructureNamingStrategy', 'infrastructure.naming'),
  rename('patches[].external.generateExtension', 'patches[].external.generatePatchesExtension'),
  rename('patches[].external.validateExtension', 'patches[].external.validateTopologyExtension'),
  rename('variables[].metadata', 'variables[].deprecatedV1Beta1Metadata'),
  ...['workers.machineDeployments[]', 'workers.machinePools[]'].flatMap((part) =>
    below(part, [
      // Each field is inserted directly after `template`, so the last one comes first.
      ...classReference('infrastructure', 'template.infrastructure'),
      ...classReference('bootstrap', 'template.bootstrap'),
      rename('template.metadata', 'metadata'),
    ]),
  ),
  ...['controlPlane', 'workers.machineDeployments[]', 'workers.machinePools[]'].flatMap((part) =>
    below(part, [rename('namingStrategy', 'naming'), ...DELETION_TIMEOUTS]),
  ),
  ...['controlPlane', 'workers.machineDeployments[]'].flatMap((part) => below(part, NESTED_HEALTH_CHECK)),
  ...below('workers.machineDeployments[]', strategy('healthCheck.remediation')),
]);

/** Returns the references of a kind to remediation templates in v1beta2. */
function remediationTemplates(kind: GroupKind): readonly string[] {
  return REMEDIATION_TEMPLATES.flatMap(([from, path]) =>
    isKind(from, kind) && path.endsWith('.templateRef') ? [path] : [],
  );
}

/** The fields of a ClusterClass that name templates. Its patches select them by the version that is written there. */
const CLASS_FOLLOWS: Follows = {
  references: [...CLASS_TEMPLATE_REFS, ...remediationTemplates(ClusterClass)],
  patches: {
    at: 'spec.patches[].definitions[]',
    selector: 'selector',
    operations: 'jsonPatches',
    generated: {
      field: 'valueFrom',
      variable: 'variable',
      template: 'template',
      print: (variable) =>
        /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(variable) ? `{{ .${variable} | quote }}` : undefined,
    },
  },
};

const MACHINE_DEPLOYMENT: readonly Move[] = [
  ...below('spec', [
    rename('machineNamingStrategy', 'machineNaming'),
    rename('minReadySeconds', 'template.spec.minReadySeconds'),
    rename('rolloutAfter', 'rollout.after'),
    gone('progressDeadlineSeconds', 'v1beta2 has no such field, and v1beta1 never acted on it.'),
    gone('revisionHistoryLimit', 'v1beta2 has no such field. Old MachineSets are removed without a limit.'),
    ...strategy('remediation'),
  ]),
  ...IN_TEMPLATE,
];

const core = {
  from: 'v1beta1',
  to: 'v1beta2',
  source: 'Cluster API v1.14.0, internal/webhooks/conversion and api/core/v1beta1/conversion.go',
  verifiedUpTo: 'v1.14.0',
} as const;

/** Returns the migration of a kind that only changes its apiVersion. */
function versionOnly(kind: GroupKind, from = 'v1beta1', keepsEmpty: readonly string[] = []): Migration {
  return { ...core, ...kind, from, moves: [], keepsEmpty };
}

/** Returns the migration of a kind of Cluster API's provider for tests, whose manifests are often copied. */
function docker(kind: GroupKind, moves: readonly Move[]): Migration {
  return {
    ...core,
    ...kind,
    moves,
    keepsEmpty: ['inMemory', 'customHAProxyConfigTemplateRef'],
  };
}

const FROM_V1BETA1: readonly Migration[] = [
  {
    ...core,
    ...Cluster,
    moves: CLUSTER,
    follows: {
      references: remediationTemplates(Cluster),
    },
  },
  {
    ...core,
    ...ClusterClass,
    moves: CLUSTER_CLASS,
    follows: CLASS_FOLLOWS,
    keepsEmpty: ['jsonPatches[].valueFrom', 'machineDeploymentClass', 'machinePoolClass', 'external'],
  },
  {
    ...core,
    ...Machine,
    moves: below('spec', [
      ...reference('infrastructureRef'),
      ...reference('bootstrap.configRef'),
      ...DELETION_TIMEOUTS,
    ]),
  },
  { ...core, ...MachineDeployment, moves: MACHINE_DEPLOYMENT },
  {
    ...core,
    ...MachineSet,
    moves: [
      ...below('spec', [
        rename('machineNamingStrategy', 'machineNaming'),
        rename('deletePolicy', 'deletion.order'),
        rename('minReadySeconds', 'template.spec.minReadySeconds'),
      ]),
      ...IN_TEMPLATE,
    ],
  },
  {
    ...core,
    ...MachinePool,
    moves: [rename('spec.minReadySeconds', 'spec.template.spec.minReadySeconds'), ...IN_TEMPLATE],
  },
  {
    ...core,
    ...MachineHealthCheck,
    moves: below('spec', HEALTH_CHECK),
    follows: { references: remediationTemplates(MachineHealthCheck) },
  },
  versionOnly(MachineDrainRule, 'v1beta1', ['selector', 'clusterSelector', 'namespaceSelector']),
  versionOnly(ClusterResourceSet),
  versionOnly(ClusterResourceSetBinding),
  versionOnly(IPAddress),
  versionOnly(IPAddress, 'v1alpha1'),
  versionOnly(IPAddressClaim),
  {
    ...versionOnly(IPAddressClaim, 'v1alpha1'),
    // v1alpha1 has no spec.clusterName.
    moves: [fill(CLUSTER_NAME_FIELD, { label: 'cluster.x-k8s.io/cluster-name' })],
  },
  versionOnly(ExtensionConfig, 'v1alpha1', ['namespaceSelector']),
  docker(DockerCluster, [named('spec.failureDomains')]),
  docker(DockerClusterTemplate, [named('spec.template.spec.failureDomains')]),
  docker(DevCluster, [named('spec.backend.docker.failureDomains')]),
  docker(DevClusterTemplate, [named('spec.template.spec.backend.docker.failureDomains')]),
  docker(DockerMachine, unused('spec.bootstrapped')),
  docker(DockerMachineTemplate, unused('spec.template.spec.bootstrapped')),
  docker(DockerMachinePool, []),
  docker(DockerMachinePoolTemplate, []),
  docker(DevMachine, unused('spec.backend.docker.bootstrapped')),
  docker(DevMachineTemplate, unused('spec.template.spec.backend.docker.bootstrapped')),
];

const BOOTSTRAP_DATA = gone(
  'spec.template.spec.bootstrap.data',
  'v1beta2 has no bootstrap.data. Write the data into a Secret, and set bootstrap.dataSecretName to its name.',
);

/** The fields in the template of machines that only v1alpha3 has. */
const V1ALPHA3_TEMPLATE: readonly Move[] = [
  ...below('spec.template.metadata', unused('name', 'generateName', 'namespace', 'ownerReferences')),
  BOOTSTRAP_DATA,
];

const V1ALPHA4: readonly (readonly [GroupKind, readonly Move[]])[] = [
  [Cluster, []],
  [ClusterResourceSet, []],
  [ClusterResourceSetBinding, []],
  [Machine, []],
  [MachineDeployment, []],
  [MachineHealthCheck, []],
  [MachinePool, []],
  [MachineSet, []],
];

const V1ALPHA3: readonly (readonly [GroupKind, readonly Move[]])[] = [
  ...V1ALPHA4,
  [Machine, [{ ...BOOTSTRAP_DATA, at: 'spec.bootstrap.data' }]],
  [MachineDeployment, V1ALPHA3_TEMPLATE],
  [MachinePool, [...V1ALPHA3_TEMPLATE, gone('spec.strategy', 'v1beta2 has no such field.')]],
  [MachineSet, V1ALPHA3_TEMPLATE],
];

/** The kinds of Cluster API, without those of its kubeadm providers. */
export const CLUSTER_API_MIGRATIONS: readonly Migration[] = [
  ...FROM_V1BETA1,
  ...fromOlder(FROM_V1BETA1, 'v1alpha4', [...V1ALPHA4, [ClusterClass, []]]),
  ...fromOlder(FROM_V1BETA1, 'v1alpha3', V1ALPHA3),
];
