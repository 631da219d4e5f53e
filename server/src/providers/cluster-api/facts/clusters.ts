import { isCidr, isIp } from '../../../core/addresses/addresses.ts';
import { check, forbidden, formed, required } from '../../../core/facts/checks.ts';
import { type Check, fieldName, placesIn, type Row } from '../../../core/facts/fact.ts';
import { textsAt } from '../../../core/facts/field-values.ts';
import { readScalar } from '../../../core/syntax/read-scalar.ts';
import { isLabelValue } from '../../../core/validation/names.ts';
import { POOL_REF } from '../../ipam/references.ts';
import { Cluster, IPAddress, IPAddressClaim } from '../kinds.ts';
import { CONTROL_PLANE_REF, INFRASTRUCTURE_REF } from '../references.ts';
import { validLabels } from './label-checks.ts';
import { between, capi, NEW, OLD } from './row.ts';
import { annotated, atLeastSeconds, countOrPercentage, noRolloutCapacity, versionRows } from './values.ts';

const CLUSTER = placesIn([Cluster]);
const topology = (...at: readonly string[]) => placesIn([Cluster], ...at.map((path) => `spec.topology${path}`));

/** The webhook validates health checks of a topology only if the ClusterClass exists. */
const ONCE_CLASSED = {
  severity: 'warning',
  outcome: 'Cluster API rejects the object as soon as its ClusterClass exists',
} as const;

/** The webhook of the MachineDeployment that Cluster API creates from the topology rejects it. */
const NO_DEPLOYMENT = {
  effect: 'stuck',
  by: 'controller',
  outcome: 'Cluster API cannot create the MachineDeployment',
  remedy: 'Set maxSurge: 1, or maxUnavailable: 1 if you have no spare host.',
} as const;

const WORKERS = '.workers.{machineDeployments,machinePools}[]';
const DEPLOYMENTS = '.workers.machineDeployments[]';

/**
 * Clusters, their topologies, and IP addresses. Source: internal/webhooks of Cluster API v1.5 to
 * v1.14 (cluster.go, ipaddress.go, ipaddressclaim.go).
 */
export const CAPI_CLUSTER_ROWS: readonly Row[] = [
  capi(CLUSTER, required([CONTROL_PLANE_REF, INFRASTRUCTURE_REF, 'spec.topology']), {
    ...between('v1.11'),
    remedy: 'Set controlPlaneRef and infrastructureRef, or topology.',
  }),
  capi(
    placesIn([Cluster], 'metadata'),
    formed('name', isLabelValue, "a valid label value (at most 63 letters, digits, '-', '_' and '.')"),
    between('v1.4'),
  ),
  capi(
    placesIn([Cluster], 'spec.clusterNetwork.{pods,services}.cidrBlocks[]'),
    formed('', isCidr, 'a network such as 10.96.0.0/12'),
  ),

  capi(
    placesIn([Cluster], 'metadata.annotations'),
    annotated(
      'topology.cluster.x-k8s.io/upgrade-concurrency',
      (value) => /^[-+]?\d+$/.test(value) && Number(value) >= 1,
      'an integer of at least 1',
    ),
  ),

  capi(topology(''), required('version')),
  ...versionRows(topology(''), 'version'),
  capi(topology(''), required('class'), { versions: OLD, ...between(undefined, 'v1.5') }),
  capi(
    topology('.variables[]', '.controlPlane.variables.overrides[]', `${WORKERS}.variables.overrides[]`),
    definitionFromWithValue(),
    { versions: OLD, ...between('v1.8', 'v1.10') },
  ),
  capi(topology('.controlPlane', WORKERS), validLabels('metadata'), between('v1.6')),
  capi(
    topology('.controlPlane.machineHealthCheck', `${DEPLOYMENTS}.machineHealthCheck`),
    atLeastSeconds('nodeStartupTimeout', 30),
    {
      versions: OLD,
      ...ONCE_CLASSED,
    },
  ),
  capi(
    topology('.controlPlane.machineHealthCheck', `${DEPLOYMENTS}.machineHealthCheck`),
    countOrPercentage('maxUnhealthy'),
    {
      versions: OLD,
      ...ONCE_CLASSED,
    },
  ),
  capi(
    topology('.controlPlane.healthCheck.checks', `${DEPLOYMENTS}.healthCheck.checks`),
    atLeastSeconds('nodeStartupTimeoutSeconds', 30),
    { versions: NEW, ...ONCE_CLASSED },
  ),
  capi(
    topology('.controlPlane.healthCheck.remediation.triggerIf', `${DEPLOYMENTS}.healthCheck.remediation.triggerIf`),
    countOrPercentage('unhealthyLessThanOrEqualTo'),
    { versions: NEW, ...ONCE_CLASSED },
  ),
  ...['maxSurge', 'maxUnavailable'].map((field) =>
    capi(
      topology(`${DEPLOYMENTS}.strategy.rollingUpdate`, `${DEPLOYMENTS}.rollout.strategy.rollingUpdate`),
      countOrPercentage(field),
      between('v1.13'),
    ),
  ),
  capi(
    topology(`${DEPLOYMENTS}.strategy.rollingUpdate`, `${DEPLOYMENTS}.rollout.strategy.rollingUpdate`),
    noRolloutCapacity(),
    { ...between('v1.11'), ...NO_DEPLOYMENT },
  ),

  capi(placesIn([IPAddress]), required('spec.address')),
  capi(placesIn([IPAddress], 'spec'), formed('address', isAddress, 'an IP address')),
  capi(placesIn([IPAddress], 'spec'), formed('gateway', isAddress, 'an IP address'), between('v1.6')),
  capi(placesIn([IPAddress], 'spec'), prefixTooLong()),
  capi(placesIn([IPAddress, IPAddressClaim]), required(`${POOL_REF}.apiGroup`), {
    versions: ['v1alpha1', 'v1beta1'],
    ...between('v1.6', 'v1.10'),
  }),
];

function isAddress(text: string): boolean {
  return text === '' || isIp(text);
}

/** Reports a `definitionFrom` with a value, which only the status of a ClusterClass can have. */
function definitionFromWithValue(): Check {
  return forbidden('definitionFrom', (found) => textsAt(found, 'definitionFrom').some(({ node }) => node.text !== ''));
}

function prefixTooLong(): Check {
  return check('conflicting-values', function* (found) {
    const [address] = textsAt(found, 'address');
    const [prefix] = textsAt(found, 'prefix');
    const value = prefix && readScalar(prefix.node);
    if (!address || !prefix || value?.type !== 'integer' || value.value <= 32) return;
    if (!isIp(address.node.text) || address.node.text.includes(':')) return;
    yield {
      path: prefix.path,
      problem: `${fieldName(found, prefix.path)} is ${value.value}, but an IPv4 prefix has at most 32 bits`,
    };
  });
}
