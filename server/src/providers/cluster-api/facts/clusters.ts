import { isCidr, isIp } from '../../../core/addresses/addresses.ts';
import { check, forbidden, formed, required, textsAt } from '../../../core/facts/checks.ts';
import { type Check, fieldName, placesIn, type Row } from '../../../core/facts/fact.ts';
import { readScalar } from '../../../core/syntax/read-scalar.ts';
import { isLabelValue } from '../../../core/validation/names.ts';
import { ownNamespace } from '../../metal3/facts/row.ts';
import { Cluster, IPAddress, IPAddressClaim } from '../kinds.ts';
import { labelled } from './label-checks.ts';
import { between, capi, NEW, OLD } from './row.ts';
import { annotated, countOrShare, lasting, versionRows } from './values.ts';

const CLUSTER = placesIn([Cluster]);
const topology = (...at: readonly string[]) => placesIn([Cluster], ...at.map((path) => `spec.topology${path}`));

/** Health checks of a topology are looked at together with those of its class, and not where that is missing. */
const ONCE_CLASSED = {
  severity: 'warning',
  outcome: 'Cluster API refuses the object once its class is there',
} as const;

const WORKERS = '.workers.{machineDeployments,machinePools}[]';
const DEPLOYMENTS = '.workers.machineDeployments[]';

/**
 * Clusters with their topologies, and addresses that somebody claims. Source: internal/webhooks of Cluster API v1.5 to
 * v1.14 (cluster.go, ipaddress.go, ipaddressclaim.go).
 */
export const CAPI_CLUSTER_ROWS: readonly Row[] = [
  capi(CLUSTER, required(['spec.controlPlaneRef', 'spec.infrastructureRef', 'spec.topology']), {
    ...between('v1.11'),
    remedy: 'Name the control plane and the infrastructure.',
  }),
  capi(
    placesIn([Cluster], 'metadata'),
    formed('name', isLabelValue, 'usable as a label, 63 letters, digits, -, _ and . at most'),
    between('v1.4'),
  ),
  capi(
    placesIn([Cluster], 'spec.clusterNetwork.{pods,services}.cidrBlocks[]'),
    formed('', isCidr, 'a network such as 10.96.0.0/12'),
  ),

  ...['infrastructureRef', 'controlPlaneRef'].map((field) =>
    capi(placesIn([Cluster], 'spec'), ownNamespace(field), { versions: OLD, ...between(undefined, 'v1.10') }),
  ),
  capi(
    placesIn([Cluster], 'metadata.annotations'),
    annotated(
      'topology.cluster.x-k8s.io/upgrade-concurrency',
      (value) => /^[-+]?\d+$/.test(value) && Number(value) >= 1,
      'a number, 1 at least',
    ),
  ),

  capi(topology(''), required('version')),
  ...versionRows(topology(''), 'version'),
  capi(topology(''), required('class'), { versions: OLD, ...between(undefined, 'v1.5') }),
  capi(
    topology('.variables[]', '.controlPlane.variables.overrides[]', `${WORKERS}.variables.overrides[]`),
    fromElsewhere(),
    { versions: OLD, ...between('v1.8', 'v1.10') },
  ),
  capi(topology('.controlPlane', WORKERS), labelled('metadata'), between('v1.6')),
  capi(
    topology('.controlPlane.machineHealthCheck', `${DEPLOYMENTS}.machineHealthCheck`),
    lasting('nodeStartupTimeout', 30),
    {
      versions: OLD,
      ...ONCE_CLASSED,
    },
  ),
  capi(
    topology('.controlPlane.machineHealthCheck', `${DEPLOYMENTS}.machineHealthCheck`),
    countOrShare('maxUnhealthy'),
    {
      versions: OLD,
      ...ONCE_CLASSED,
    },
  ),
  capi(
    topology('.controlPlane.healthCheck.checks', `${DEPLOYMENTS}.healthCheck.checks`),
    lasting('nodeStartupTimeoutSeconds', 30),
    { versions: NEW, ...ONCE_CLASSED },
  ),
  capi(
    topology('.controlPlane.healthCheck.remediation.triggerIf', `${DEPLOYMENTS}.healthCheck.remediation.triggerIf`),
    countOrShare('unhealthyLessThanOrEqualTo'),
    { versions: NEW, ...ONCE_CLASSED },
  ),
  ...['maxSurge', 'maxUnavailable'].map((field) =>
    capi(
      topology(`${DEPLOYMENTS}.strategy.rollingUpdate`, `${DEPLOYMENTS}.rollout.strategy.rollingUpdate`),
      countOrShare(field),
      between('v1.13'),
    ),
  ),

  capi(placesIn([IPAddress]), required('spec.address')),
  capi(placesIn([IPAddress], 'spec'), formed('address', isAddress, 'an IP address')),
  capi(placesIn([IPAddress], 'spec'), formed('gateway', isAddress, 'an IP address'), between('v1.6')),
  capi(placesIn([IPAddress], 'spec'), longPrefix()),
  capi(placesIn([IPAddress, IPAddressClaim]), required('spec.poolRef.apiGroup'), {
    versions: ['v1alpha1', 'v1beta1'],
    ...between('v1.6', 'v1.10'),
  }),
];

function isAddress(text: string): boolean {
  return text === '' || isIp(text);
}

/** Where a definition comes from is for the status of a class to say. */
function fromElsewhere(): Check {
  return forbidden('definitionFrom', (found) => textsAt(found, 'definitionFrom').some(({ node }) => node.text !== ''));
}

function longPrefix(): Check {
  return check('conflicting-values', function* (found) {
    const [address] = textsAt(found, 'address');
    const [prefix] = textsAt(found, 'prefix');
    const value = prefix && readScalar(prefix.node);
    if (!address || !prefix || value?.type !== 'integer' || value.value <= 32) return;
    if (!isIp(address.node.text) || address.node.text.includes(':')) return;
    yield {
      path: prefix.path,
      problem: `${fieldName(found, prefix.path)} is ${value.value}, and an IPv4 address has 32 bits`,
    };
  });
}
