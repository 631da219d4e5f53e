import {
  check,
  formed,
  isEmpty,
  isUnsure,
  isWritten,
  oneOf,
  pathOf,
  ranged,
  remove,
  required,
  textsAt,
} from '../../../core/facts/checks.ts';
import { type Check, type Found, fieldName, placesIn, type Row } from '../../../core/facts/fact.ts';
import type { Fix } from '../../../core/findings/finding.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { setField } from '../../../core/fixes/set-field.ts';
import { nodeAt } from '../../../core/syntax/lookup.ts';
import { readScalar } from '../../../core/syntax/read-scalar.ts';
import { labelled } from '../../cluster-api/facts/label-checks.ts';
import { between, capi, inControlPlanes, NEW, OLD } from '../../cluster-api/facts/row.ts';
import { namesMachines, versionRows } from '../../cluster-api/facts/values.ts';
import { ownNamespace } from '../../metal3/facts/row.ts';
import { KubeadmControlPlane } from '../kinds.ts';

const OWN = placesIn([KubeadmControlPlane]);
const VALIDITY = 'kubeadmConfigSpec.clusterConfiguration.certificateValidityPeriodDays';
const CA_VALIDITY = 'kubeadmConfigSpec.clusterConfiguration.caCertificateValidityPeriodDays';
const ROLLOUT = 'rolloutStrategy';
const NEW_ROLLOUT = 'rollout.strategy';

/**
 * Control planes that run on machines. Source: controlplane/kubeadm/internal/webhooks of Cluster API v1.5 to v1.14
 * (kubeadm_control_plane.go, kubeadmcontrolplanetemplate.go).
 */
export const CAPI_CONTROL_PLANE_ROWS: readonly Row[] = [
  capi(OWN, required('spec.version')),
  ...versionRows(OWN, 'spec.version'),
  ...['kind', 'name'].map((field) =>
    capi(OWN, required(`spec.machineTemplate.infrastructureRef.${field}`), {
      versions: ['v1alpha4', 'v1beta1'],
      remedy: 'Name the template of the machines.',
    }),
  ),
  capi(OWN, required('spec.machineTemplate.infrastructureRef.apiVersion'), {
    versions: ['v1alpha4', 'v1beta1'],
    remedy: 'Name the template of the machines.',
  }),
  capi(OWN, ownNamespace('spec.machineTemplate.infrastructureRef'), {
    versions: ['v1alpha4', 'v1beta1'],
    ...between(undefined, 'v1.10'),
  }),

  capi(OWN, evenReplicas()),
  capi(inControlPlanes('kubeadmConfigSpec.clusterConfiguration.etcd'), oneEtcd()),
  capi(
    inControlPlanes('kubeadmConfigSpec.clusterConfiguration.dns'),
    formed('imageTag', isImageTag, 'a tag of letters, digits, -, _ and .'),
  ),
  capi(
    inControlPlanes('kubeadmConfigSpec.clusterConfiguration.etcd.local'),
    formed('imageTag', isImageTag, 'a tag of letters, digits, -, _ and .'),
  ),

  ...[ROLLOUT, NEW_ROLLOUT].flatMap((at) => [
    capi(OWN, scaleIn(`spec.${at}.rollingUpdate.maxSurge`)),
    capi(inControlPlanes(`${at}.rollingUpdate`), oneOrNone('maxSurge')),
  ]),
  capi(inControlPlanes(ROLLOUT), oneOf('type', ['', 'RollingUpdate']), {
    versions: OLD,
    ...between(undefined, 'v1.9'),
  }),
  capi(inControlPlanes('rolloutBefore'), ranged('certificatesExpiryDays', { min: 7 }, 'a week at least'), {
    versions: OLD,
    ...between(undefined, 'v1.10'),
  }),
  capi(inControlPlanes(), shorter('rollout.before.certificatesExpiryDays', VALIDITY, 'less than'), {
    versions: NEW,
  }),
  capi(inControlPlanes(), shorter('rolloutBefore.certificatesExpiryDays', VALIDITY, 'less than'), {
    versions: OLD,
    ...between('v1.11'),
  }),
  capi(inControlPlanes(), shorter(VALIDITY, CA_VALIDITY, 'at most', 3650)),
  capi(inControlPlanes('{machineNamingStrategy,machineNaming}'), namesMachines('template')),
  capi(inControlPlanes('kubeadmConfigSpec'), sameTimeouts(), {
    versions: NEW,
    remedy: 'Write the same number into both, or leave both out.',
  }),
  capi(inControlPlanes('machineTemplate'), labelled('metadata'), between('v1.6')),
];

/** etcd runs on the same machines, and an even number of it is no safer than one less. Absent is 1. */
function evenReplicas(): Check {
  return check('value-out-of-range', function* (found) {
    const external = nodeAt(found.node, pathOf('spec.kubeadmConfigSpec.clusterConfiguration.etcd.external'));
    const replicas = integerAt(found, 'spec.replicas');
    if (replicas === undefined || replicas < 0) return;
    if (replicas !== 0 && (replicas % 2 === 1 || (external && isWritten(external)))) return;
    const path = ['spec', 'replicas'];
    yield {
      path,
      problem: `${fieldName(found, path)} is ${replicas}, and must be ${replicas === 0 ? '1 at least' : 'odd where etcd runs beside it'}`,
    };
  });
}

function oneEtcd(): Check {
  return check('mutually-exclusive-fields', function* (found) {
    const [local, external] = ['local', 'external'].map((field) => nodeAt(found.node, [field]));
    if (!isFilled(local) || !isFilled(external)) return;
    yield {
      path: [...found.path, 'local'],
      problem: `${fieldName(found, found.path)} has both local and external, which exclude each other`,
      fixes: [...remove(found, 'local'), ...remove(found, 'external')],
    };
  });
}

/** From v1.11 on an empty object is as good as none. */
function isFilled(node: Found['node'] | undefined): boolean {
  return node !== undefined && isWritten(node) && !(node.kind === 'map' && isEmpty(node));
}

/** Neither a digest nor what no tag may have. */
function isImageTag(text: string): boolean {
  return /^[-\w.]*$/.test(text);
}

/** With maxSurge 0 a machine goes before the next one comes. What is no number counts as 0. */
function scaleIn(field: string): Check {
  return check('conflicting-values', function* (found) {
    const surge = surgeAt(found, field);
    const written = nodeAt(found.node, ['spec', 'replicas']);
    const replicas = written && isWritten(written) ? integerAt(found, 'spec.replicas') : 1;
    if (surge !== 0 || replicas === undefined || replicas >= 3) return;
    const path = pathOf(field);
    yield {
      path,
      problem: `${fieldName(found, path)} lets a machine go before the next one comes, and replicas is ${replicas}`,
      remedy: 'Write maxSurge: 1, or at least 3 replicas.',
    };
  });
}

function oneOrNone(field: string): Check {
  return check('value-out-of-range', function* (found) {
    const surge = surgeAt(found, field);
    if (surge === undefined || surge === 0 || surge === 1) return;
    const path = [...found.path, field];
    yield { path, problem: `${fieldName(found, path)} is ${surge}, and must be 0 or 1` };
  });
}

function surgeAt(found: Found, field: string): number | undefined {
  const [surge] = textsAt(found, field);
  if (!surge) return undefined;
  const value = readScalar(surge.node);
  if (value.type === 'integer') return value.value;
  if (value.type !== 'string') return undefined;
  return /^[-+]?\d+$/.test(value.value) ? Number(value.value) : 0;
}

/** Two numbers of days of which one may not outlast the other. */
function shorter(field: string, than: string, how: 'less than' | 'at most', usual?: number): Check {
  return check('conflicting-values', function* (found) {
    const [own, other] = [integerAt(found, field), integerAt(found, than) ?? usual];
    // What is 0 is as good as not written.
    if (!own || !other || (how === 'less than' ? own < other : own <= other)) return;
    const path = [...found.path, ...pathOf(field)];
    yield {
      path,
      problem: `${fieldName(found, path)} is ${own}, and must be ${how} ${than.split('.').at(-1)}, which is ${other}`,
    };
  });
}

function sameTimeouts(): Check {
  return check('conflicting-values', function* (found) {
    const fields = ['initConfiguration', 'joinConfiguration'].map(
      (name) => `${name}.timeouts.controlPlaneComponentHealthCheckSeconds`,
    );
    const nodes = fields.map((field) => nodeAt(found.node, pathOf(field)));
    if (nodes.some((node) => node && isUnsure(node))) return;
    const [init, join] = nodes.map((node) => (node?.kind === 'scalar' && isWritten(node) ? node.text : undefined));
    if (init === join) return;
    const at = pathOf((init === undefined ? fields[1] : fields[0]) ?? '');
    const path = [...found.path, ...at];
    const value = init ?? join ?? '';
    yield {
      path,
      fixes: [...setTo(found, fields[1], init), ...setTo(found, fields[0], join)],
      problem: `${fieldName(found, path)} is ${value}, and ${init === undefined || join === undefined ? `${init === undefined ? 'initConfiguration' : 'joinConfiguration'} has none` : `that of joinConfiguration is ${join}`}`,
    };
  });
}

/** Gives a field the number that the other has. */
function setTo(found: Found, field = '', value = ''): readonly Fix[] {
  if (value === '') return [];
  const path = [...found.path, ...pathOf(field)].map(String);
  const change = setField(found.resource.document, path, Number(value));
  return fixIn(`Set that of ${path[found.path.length]} to ${value}`, found.resource, change);
}

function integerAt(found: Found, field: string): number | undefined {
  const [text] = textsAt(found, field);
  const value = text && readScalar(text.node);
  return value?.type === 'integer' ? value.value : undefined;
}
