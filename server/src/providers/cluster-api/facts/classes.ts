import { distinct, forbidden, formed, has, is, not, required } from '../../../core/facts/checks.ts';
import { placesIn, type Row } from '../../../core/facts/fact.ts';
import { KamajiControlPlaneTemplate } from '../../kamaji-control-plane/kinds.ts';
import { ClusterClass } from '../kinds.ts';
import { validLabels } from './label-checks.ts';
import { between, capi, NEW, OLD } from './row.ts';
import {
  atLeastSeconds,
  countOrPercentage,
  noRolloutCapacity,
  notBoth,
  objectNameTemplate,
  versionRows,
} from './values.ts';

const CLASS = placesIn([ClusterClass]);
const spec = (...at: readonly string[]) => placesIn([ClusterClass], ...at.map((path) => `spec.${path}`));

const WORKERS = 'workers.{machineDeployments,machinePools}[]';
const DEPLOYMENTS = 'workers.machineDeployments[]';
const REFERENCES = [
  'infrastructure',
  'controlPlane',
  'controlPlane.machineInfrastructure',
  `${WORKERS}.template.bootstrap`,
  `${WORKERS}.template.infrastructure`,
];
const ROLLING_UPDATES = [`${DEPLOYMENTS}.strategy.rollingUpdate`, `${DEPLOYMENTS}.rollout.strategy.rollingUpdate`];

/** Only the webhook of a MachineDeployment that is created from the class rejects a value, unless the topology has another. */
const LATER = {
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  outcome: 'Cluster API cannot create MachineDeployments from the class',
} as const;

const SCHEMA = 'variables[].schema.openAPIV3Schema';

const NO_MACHINES = 'requires machineInfrastructure, which is not set';
const NAMES = { remedy: 'Set apiVersion, kind and name of the template.' };

/**
 * ClusterClasses. Source: internal/webhooks and internal/topology of Cluster API v1.5 to v1.14 (clusterclass.go,
 * patch_validation.go, compatibility.go, clusterclass_variable_validation.go).
 */
export const CAPI_CLASS_ROWS: readonly Row[] = [
  ...['name', 'kind', 'apiVersion'].map((field) =>
    capi(spec(...REFERENCES.map((path) => `${path}.ref`)), required(field), { versions: OLD, ...NAMES }),
  ),
  // In v1.10 and earlier, a missing reference is null, and the schema rejects it.
  ...['infrastructure', 'controlPlane'].map((part) =>
    capi(CLASS, required(`spec.${part}.ref`, { acceptsEmpty: true }), { versions: OLD, ...between('v1.11'), ...NAMES }),
  ),
  capi(spec('controlPlane.machineInfrastructure'), required('ref', { acceptsEmpty: true }), {
    versions: OLD,
    ...between('v1.11'),
    ...NAMES,
  }),
  ...['bootstrap', 'infrastructure'].map((part) =>
    capi(spec(WORKERS), required(`template.${part}.ref`, { acceptsEmpty: true }), {
      versions: OLD,
      ...between('v1.11'),
      ...NAMES,
    }),
  ),

  capi(spec('controlPlane'), forbidden('machineHealthCheck', not(has('machineInfrastructure')), NO_MACHINES)),
  capi(spec('controlPlane'), forbidden('healthCheck', not(has('machineInfrastructure')), NO_MACHINES), {
    versions: NEW,
  }),
  capi(
    spec('controlPlane.machineHealthCheck', `${DEPLOYMENTS}.machineHealthCheck`),
    atLeastSeconds('nodeStartupTimeout', 30),
    { versions: OLD },
  ),
  capi(
    spec('controlPlane.machineHealthCheck', `${DEPLOYMENTS}.machineHealthCheck`),
    countOrPercentage('maxUnhealthy'),
    {
      versions: OLD,
    },
  ),
  capi(spec('controlPlane.machineHealthCheck', `${DEPLOYMENTS}.machineHealthCheck`), required('unhealthyConditions'), {
    versions: OLD,
    ...between(undefined, 'v1.7'),
  }),
  capi(
    spec('controlPlane.healthCheck.checks', `${DEPLOYMENTS}.healthCheck.checks`),
    atLeastSeconds('nodeStartupTimeoutSeconds', 30),
    { versions: NEW },
  ),
  capi(
    spec('controlPlane.healthCheck.remediation.triggerIf', `${DEPLOYMENTS}.healthCheck.remediation.triggerIf`),
    countOrPercentage('unhealthyLessThanOrEqualTo'),
    { versions: NEW },
  ),
  ...['maxSurge', 'maxUnavailable'].map((field) => capi(spec(...ROLLING_UPDATES), countOrPercentage(field), LATER)),
  capi(spec(...ROLLING_UPDATES), noRolloutCapacity(), {
    ...LATER,
    ...between('v1.11'),
    remedy: 'Set maxSurge: 1, or maxUnavailable: 1 if you have no spare host.',
  }),
  capi(
    spec('{controlPlane,infrastructure}.{namingStrategy,naming}', `${WORKERS}.{namingStrategy,naming}`),
    objectNameTemplate('template'),
  ),
  capi(spec('controlPlane', `${WORKERS}.template`), validLabels('metadata'), { versions: OLD, ...between('v1.6') }),
  capi(spec('controlPlane', WORKERS), validLabels('metadata'), { versions: NEW }),
  capi(placesIn([KamajiControlPlaneTemplate], 'spec.template'), validLabels('metadata'), {
    effect: 'stuck',
    by: 'controller',
    outcome: 'The API server rejects each control plane that Cluster API creates from it',
  }),

  ...['machineDeployments', 'machinePools'].map((list) =>
    capi(spec('workers'), distinct(list, 'class'), between(undefined, 'v1.7')),
  ),

  capi(placesIn([ClusterClass], 'spec'), distinct('patches', 'name')),
  capi(spec('patches[]'), required(['definitions', 'external'])),
  capi(spec('patches[]'), notBoth('definitions', 'external')),
  capi(
    spec('patches[]'),
    formed('name', (text) => text !== 'inline', 'a name other than inline, which is reserved'),
  ),

  capi(
    spec('variables[]'),
    formed(
      'name',
      (text) => text !== 'builtin' && !text.includes('.'),
      'a name without dots, and not the reserved name builtin',
    ),
  ),
  capi(placesIn([ClusterClass], 'spec'), distinct('variables', 'name')),
  capi(spec(SCHEMA), required('items', { when: is('type', 'array') })),
  capi(spec(`${SCHEMA}.additionalProperties`), required('type')),
  capi(
    spec(`${SCHEMA}.x-kubernetes-validations[]`),
    formed('fieldPath', (text) => text === '' || /^[.[]/.test(text), 'a path that starts with . or ['),
  ),
  ...versionRows(spec('kubernetesVersions[]'), ''),
];
