import type { WebhookRequirement } from '../../../core/validation/webhooks/profile.ts';
import type { WebhookRow } from '../../../core/validation/webhooks/row.ts';
import {
  KubeadmConfig,
  KubeadmConfigTemplate,
  KubeadmControlPlane,
  KubeadmControlPlaneTemplate,
} from '../../kubeadm/kinds.ts';
import { MACHINE_TEMPLATE_FIELDS } from '../../kubeadm/references.ts';
import {
  CAPI,
  Cluster,
  ClusterClass,
  ClusterResourceSet,
  ClusterResourceSetBinding,
  ExtensionConfig,
  Machine,
  MachineDeployment,
  MachineHealthCheck,
  MachinePool,
  MachineSet,
} from '../kinds.ts';
import {
  BOOTSTRAP_CONFIG_REF,
  CLASS_REF,
  CLUSTER_NAME_FIELD,
  CONTROL_PLANE_REF,
  INFRASTRUCTURE_REF,
  MACHINE_BOOTSTRAP_CONFIG_REF,
} from '../references.ts';
import { CAPI_CONVERTED_TYPES, CAPI_NEW_TYPES, CAPI_OLD_TYPES } from './go-types.ts';

/** The versions whose Go types write required fields. */
const OLD = ['v1alpha3', 'v1alpha4', 'v1alpha5', 'v1alpha1', 'v1beta1'];
const CLUSTER_NAME = 'cluster.x-k8s.io/cluster-name';

const ALWAYS_CAPI = [
  Cluster,
  Machine,
  MachineDeployment,
  MachineSet,
  MachinePool,
  MachineHealthCheck,
  ClusterResourceSet,
  KubeadmConfigTemplate,
  KubeadmControlPlane,
  ExtensionConfig,
];
const ONCE_CAPI = [ClusterClass, KubeadmConfig, KubeadmControlPlaneTemplate];

/** References that v1beta2 converts to references without a version, and that therefore must have a group. */
const REFERENCES = [
  { kinds: [Cluster], fields: [INFRASTRUCTURE_REF, CONTROL_PLANE_REF] },
  { kinds: [Machine], fields: [INFRASTRUCTURE_REF, BOOTSTRAP_CONFIG_REF] },
  {
    kinds: [MachineDeployment, MachineSet, MachinePool],
    fields: [`spec.template.${INFRASTRUCTURE_REF}`, MACHINE_BOOTSTRAP_CONFIG_REF],
  },
  { kinds: [KubeadmControlPlane], fields: [MACHINE_TEMPLATE_FIELDS[0]] },
] as const;

/** Source: the `Default` methods and conversions of each release. */
export const CLUSTER_API_WEBHOOKS: readonly WebhookRow[] = [
  { provider: CAPI, kinds: [...ALWAYS_CAPI, ...ONCE_CAPI], until: 'v1.4', isUnverified: true },
  { provider: CAPI, kinds: ONCE_CAPI.concat(ALWAYS_CAPI), versions: ['v1alpha3'], types: { int: 'bindPort' } },
  {
    provider: CAPI,
    kinds: [...ALWAYS_CAPI, ...ONCE_CAPI],
    until: 'v1.10',
    style: 'writes-required',
    types: CAPI_OLD_TYPES,
  },
  {
    provider: CAPI,
    kinds: ALWAYS_CAPI,
    versions: OLD,
    from: 'v1.11',
    style: 'writes-required',
    types: CAPI_CONVERTED_TYPES,
    isRoundTrip: true,
  },
  // This webhook changes nothing on create, so the object is not rewritten.
  { provider: CAPI, kinds: [KubeadmConfigTemplate], versions: ['v1beta2'], from: 'v1.13', style: 'only-reads' },
  {
    provider: CAPI,
    kinds: ALWAYS_CAPI,
    versions: ['v1beta2'],
    style: 'omits-empty',
    types: CAPI_NEW_TYPES,
    // The response of controller-runtime removes nothing by default. Cluster API v1.10 changes the default.
    keepsEmpty: true,
  },
  // In v1.13 and later, the response contains only the changes of the webhook.
  { provider: CAPI, kinds: ALWAYS_CAPI, versions: ['v1beta2'], from: 'v1.13', keepsText: true },
  // No webhook rewrites these kinds, but the validating webhook decodes them into its types.
  { provider: CAPI, kinds: ONCE_CAPI, versions: OLD, from: 'v1.11', style: 'only-validates', types: CAPI_OLD_TYPES },
  { provider: CAPI, kinds: ONCE_CAPI, versions: ['v1beta2'], style: 'only-validates', types: CAPI_NEW_TYPES },
  // Its webhook only validates.
  { provider: CAPI, kinds: [ClusterResourceSetBinding], from: 'v1.5', style: 'only-validates' },
  {
    provider: CAPI,
    kinds: [Machine, MachineDeployment, MachineSet, MachinePool, MachineHealthCheck],
    copiesToLabel: CLUSTER_NAME_FIELD,
  },
  {
    provider: CAPI,
    kinds: [MachineDeployment, MachineSet],
    sets: {
      spec: { value: {} },
      'spec.selector': { value: {} },
      'spec.selector.matchLabels': { value: { [CLUSTER_NAME]: '' } },
    },
  },
  {
    provider: CAPI,
    kinds: [MachineDeployment],
    sets: {
      'spec.template': { value: {} },
      'spec.template.metadata': { value: {} },
      'spec.template.metadata.labels': { value: { [CLUSTER_NAME]: '' } },
    },
  },
  {
    provider: CAPI,
    kinds: [MachineDeployment],
    versions: ['v1beta2'],
    sets: {
      'spec.rollout': { value: {} },
      'spec.rollout.strategy': { value: {} },
      'spec.rollout.strategy.type': { value: 'RollingUpdate' },
    },
  },
  {
    provider: CAPI,
    kinds: [MachineSet],
    versions: ['v1beta2'],
    sets: {
      'spec.template': { value: {} },
      'spec.template.metadata': { value: {} },
      'spec.template.metadata.labels': {
        value: { 'cluster.x-k8s.io/set-name': '' },
        unlessSelects: 'spec.selector',
      },
    },
  },
  {
    provider: CAPI,
    kinds: [MachineDeployment, MachineSet, MachinePool],
    sets: { 'spec.template.spec.version': { prefix: 'v' } },
  },
  { provider: CAPI, kinds: [Machine], sets: { 'spec.version': { prefix: 'v' } } },
  { provider: CAPI, kinds: [Cluster], sets: { 'spec.topology.version': { prefix: 'v', value: 'v' } } },
  {
    provider: CAPI,
    kinds: [KubeadmControlPlane],
    sets: { spec: { value: {} }, 'spec.version': { prefix: 'v', value: 'v' } },
  },
  {
    provider: CAPI,
    kinds: [KubeadmControlPlane],
    versions: ['v1beta2'],
    sets: {
      'spec.rollout': { value: {} },
      'spec.rollout.strategy': { value: {} },
      'spec.rollout.strategy.type': { value: 'RollingUpdate', always: true },
    },
  },
  {
    provider: CAPI,
    kinds: [KubeadmControlPlane],
    versions: OLD,
    sets: { 'spec.rolloutStrategy': { value: {} }, 'spec.rolloutStrategy.type': { value: 'RollingUpdate' } },
  },
  {
    provider: CAPI,
    kinds: [KubeadmControlPlane],
    versions: OLD,
    from: 'v1.11',
    sets: { 'spec.rolloutStrategy.type': { value: 'RollingUpdate', always: true } },
  },
  {
    provider: CAPI,
    kinds: [MachineHealthCheck],
    versions: ['v1beta2'],
    sets: {
      spec: { value: {} },
      'spec.checks': { value: {} },
      'spec.checks.nodeStartupTimeoutSeconds': { value: 600 },
    },
  },
  {
    provider: CAPI,
    kinds: [ClusterResourceSet],
    sets: { spec: { value: {} }, 'spec.strategy': { value: 'ApplyOnce' } },
  },
  {
    provider: CAPI,
    kinds: [MachinePool],
    versions: ['v1beta2'],
    sets: {
      spec: { value: {} },
      'spec.template': { value: {} },
      'spec.template.spec': { value: {} },
      'spec.template.spec.deletion': { value: {} },
      'spec.template.spec.deletion.nodeDeletionTimeoutSeconds': { value: 10 },
    },
  },
  {
    provider: CAPI,
    kinds: [Machine],
    versions: ['v1beta2'],
    sets: {
      spec: { value: {} },
      'spec.deletion': { value: {} },
      'spec.deletion.nodeDeletionTimeoutSeconds': { value: 10 },
    },
  },
  {
    provider: CAPI,
    kinds: [MachineDeployment, KubeadmControlPlane],
    versions: ['v1beta2'],
    sets: { 'spec.rollout.strategy.rollingUpdate.maxSurge': { value: 1 } },
  },
  { provider: CAPI, kinds: [ExtensionConfig], sets: { 'spec.namespaceSelector': { value: {} } } },
  {
    provider: CAPI,
    kinds: [Cluster],
    versions: OLD,
    from: 'v1.6',
    requirements: [{ path: ['spec', 'topology', 'class'], within: ['spec', 'topology'], detail: 'is missing' }],
  },
  {
    provider: CAPI,
    kinds: [Cluster],
    versions: ['v1beta2'],
    requirements: [{ path: [...CLASS_REF.split('.'), 'name'], within: ['spec', 'topology'], detail: 'is missing' }],
  },
  ...REFERENCES.map(
    ({ kinds, fields }): WebhookRow => ({
      provider: CAPI,
      kinds,
      versions: OLD,
      from: 'v1.11',
      requirements: fields.flatMap((field) => requirementsOf(field.split('.'))),
    }),
  ),
];

function requirementsOf(reference: readonly string[]): readonly WebhookRequirement[] {
  const path = [...reference, 'apiVersion'];
  const within = [...reference, 'kind'];
  return [
    { path, within, detail: 'is missing' },
    { path, within, form: 'grouped', detail: 'has no group' },
  ];
}
