import { distinct, forbidden, formed, has, is, not, required } from '../../../core/facts/checks.ts';
import type { Row } from '../../../core/facts/fact.ts';
import { placesIn } from '../../../core/facts/fact.ts';
import { ownNamespace } from '../../metal3/facts/row.ts';
import { ClusterClass } from '../kinds.ts';
import { labelled } from './label-checks.ts';
import { between, capi, NEW, OLD } from './row.ts';
import { countOrShare, lasting, namesOne, notBoth, versionRows } from './values.ts';

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
const SCHEMA = 'variables[].schema.openAPIV3Schema';

const NO_MACHINES = 'watches machines of the control plane, for which there is no machineInfrastructure';
const NAMES = { remedy: 'Name the template by apiVersion, kind and name.' };

/**
 * Classes of clusters. Source: internal/webhooks and internal/topology of Cluster API v1.5 to v1.14 (clusterclass.go,
 * patch_validation.go, compatibility.go, clusterclass_variable_validation.go).
 */
export const CAPI_CLASS_ROWS: readonly Row[] = [
  ...['name', 'kind', 'apiVersion'].map((field) =>
    capi(spec(...REFERENCES.map((path) => `${path}.ref`)), required(field), { versions: OLD, ...NAMES }),
  ),
  // Before, something that is missing is null there, and the schema refuses it.
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
  ...REFERENCES.map((path) => capi(spec(path), ownNamespace('ref'), { versions: OLD, ...between(undefined, 'v1.10') })),

  capi(spec('controlPlane'), forbidden('machineHealthCheck', not(has('machineInfrastructure')), NO_MACHINES)),
  capi(spec('controlPlane'), forbidden('healthCheck', not(has('machineInfrastructure')), NO_MACHINES), {
    versions: NEW,
  }),
  capi(
    spec('controlPlane.machineHealthCheck', `${DEPLOYMENTS}.machineHealthCheck`),
    lasting('nodeStartupTimeout', 30),
    { versions: OLD },
  ),
  capi(spec('controlPlane.machineHealthCheck', `${DEPLOYMENTS}.machineHealthCheck`), countOrShare('maxUnhealthy'), {
    versions: OLD,
  }),
  capi(spec('controlPlane.machineHealthCheck', `${DEPLOYMENTS}.machineHealthCheck`), required('unhealthyConditions'), {
    versions: OLD,
    ...between(undefined, 'v1.7'),
  }),
  capi(
    spec('controlPlane.healthCheck.checks', `${DEPLOYMENTS}.healthCheck.checks`),
    lasting('nodeStartupTimeoutSeconds', 30),
    { versions: NEW },
  ),
  capi(
    spec('controlPlane.healthCheck.remediation.triggerIf', `${DEPLOYMENTS}.healthCheck.remediation.triggerIf`),
    countOrShare('unhealthyLessThanOrEqualTo'),
    { versions: NEW },
  ),
  capi(
    spec('{controlPlane,infrastructure}.{namingStrategy,naming}', `${WORKERS}.{namingStrategy,naming}`),
    namesOne('template'),
  ),
  capi(spec('controlPlane', `${WORKERS}.template`), labelled('metadata'), { versions: OLD, ...between('v1.6') }),
  capi(spec('controlPlane', WORKERS), labelled('metadata'), { versions: NEW }),

  ...['machineDeployments', 'machinePools'].map((list) =>
    capi(spec('workers'), distinct(list, 'class'), between(undefined, 'v1.7')),
  ),

  capi(placesIn([ClusterClass], 'spec'), distinct('patches', 'name')),
  capi(spec('patches[]'), required(['definitions', 'external'])),
  capi(spec('patches[]'), notBoth('definitions', 'external')),
  capi(
    spec('patches[]'),
    formed('name', (text) => text !== 'inline', 'another name: that one is for the variables of the cluster itself'),
  ),

  capi(
    spec('variables[]'),
    formed('name', (text) => text !== 'builtin' && !text.includes('.'), 'without dots, and not builtin'),
  ),
  capi(placesIn([ClusterClass], 'spec'), distinct('variables', 'name')),
  capi(spec(SCHEMA), required('items', { when: is('type', 'array') })),
  capi(spec(`${SCHEMA}.additionalProperties`), required('type')),
  capi(
    spec(`${SCHEMA}.x-kubernetes-validations[]`),
    formed('fieldPath', (text) => text === '' || /^[.[]/.test(text), 'a path that begins with . or ['),
  ),
  ...versionRows(spec('kubernetesVersions[]'), ''),
];
