import { check, formed, oneOf, ranged, required } from '../../../core/facts/checks.ts';
import { type Check, type Found, fieldName, placesIn, type Row } from '../../../core/facts/fact.ts';
import { fieldPath, isEmpty, isUnsure, isWritten, removal, textsAt } from '../../../core/facts/field-values.ts';
import type { Fix } from '../../../core/findings/finding.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { setField } from '../../../core/fixes/set-field.ts';
import { nodeAt } from '../../../core/syntax/lookup.ts';
import { readScalar } from '../../../core/syntax/read-scalar.ts';
import { validLabels } from '../../cluster-api/facts/label-checks.ts';
import { between, capi, inControlPlanes, NEW, OLD } from '../../cluster-api/facts/row.ts';
import { machineNameTemplate, versionRows } from '../../cluster-api/facts/values.ts';
import { KubeadmControlPlane } from '../kinds.ts';
import { MACHINE_TEMPLATE_FIELDS } from '../references.ts';

const OWN = placesIn([KubeadmControlPlane]);
const VALIDITY = 'kubeadmConfigSpec.clusterConfiguration.certificateValidityPeriodDays';
const CA_VALIDITY = 'kubeadmConfigSpec.clusterConfiguration.caCertificateValidityPeriodDays';
const ROLLOUT = 'rolloutStrategy';
const NEW_ROLLOUT = 'rollout.strategy';

/**
 * Control planes on machines. Source: controlplane/kubeadm/internal/webhooks of Cluster API v1.5 to v1.14
 * (kubeadm_control_plane.go, kubeadmcontrolplanetemplate.go).
 */
export const CAPI_CONTROL_PLANE_ROWS: readonly Row[] = [
  capi(OWN, required('spec.version')),
  ...versionRows(OWN, 'spec.version'),
  ...['kind', 'name'].map((field) =>
    capi(OWN, required(`${MACHINE_TEMPLATE_FIELDS[0]}.${field}`), {
      versions: ['v1alpha4', 'v1beta1'],
      remedy: 'Reference the infrastructure machine template.',
    }),
  ),
  capi(OWN, required(`${MACHINE_TEMPLATE_FIELDS[0]}.apiVersion`), {
    versions: ['v1alpha4', 'v1beta1'],
    remedy: 'Reference the infrastructure machine template.',
  }),

  capi(OWN, evenReplicas()),
  capi(inControlPlanes('kubeadmConfigSpec.clusterConfiguration.etcd'), singleEtcd()),
  capi(
    inControlPlanes('kubeadmConfigSpec.clusterConfiguration.dns'),
    formed('imageTag', isImageTag, "a tag of letters, digits, '-', '_' and '.'"),
  ),
  capi(
    inControlPlanes('kubeadmConfigSpec.clusterConfiguration.etcd.local'),
    formed('imageTag', isImageTag, "a tag of letters, digits, '-', '_' and '.'"),
  ),

  ...[ROLLOUT, NEW_ROLLOUT].flatMap((at) => [
    capi(OWN, scaleInWithFewReplicas(`spec.${at}.rollingUpdate.maxSurge`)),
    capi(inControlPlanes(`${at}.rollingUpdate`), zeroOrOne('maxSurge')),
  ]),
  capi(inControlPlanes(ROLLOUT), oneOf('type', ['', 'RollingUpdate']), {
    versions: OLD,
    ...between(undefined, 'v1.9'),
  }),
  capi(inControlPlanes('rolloutBefore'), ranged('certificatesExpiryDays', { min: 7 }, 'at least 7'), {
    versions: OLD,
    ...between(undefined, 'v1.10'),
  }),
  capi(inControlPlanes(), limitedBy('rollout.before.certificatesExpiryDays', VALIDITY, 'less than'), {
    versions: NEW,
  }),
  capi(inControlPlanes(), limitedBy('rolloutBefore.certificatesExpiryDays', VALIDITY, 'less than'), {
    versions: OLD,
    ...between('v1.11'),
  }),
  capi(inControlPlanes(), limitedBy(VALIDITY, CA_VALIDITY, 'at most', 3650)),
  capi(inControlPlanes('{machineNamingStrategy,machineNaming}'), machineNameTemplate('template')),
  capi(inControlPlanes('kubeadmConfigSpec'), sameTimeouts(), {
    versions: NEW,
    remedy: 'Set the same number in both, or remove both.',
  }),
  capi(inControlPlanes('machineTemplate'), validLabels('metadata'), between('v1.6')),
];

/** Reports even replicas with stacked etcd, whose quorum they do not improve. The default is 1. */
function evenReplicas(): Check {
  return check('value-out-of-range', function* (found) {
    const external = nodeAt(found.node, fieldPath('spec.kubeadmConfigSpec.clusterConfiguration.etcd.external'));
    const replicas = integerAt(found, 'spec.replicas');
    if (replicas === undefined || replicas < 0) return;
    if (replicas !== 0 && (replicas % 2 === 1 || (external && isWritten(external)))) return;
    const path = ['spec', 'replicas'];
    yield {
      path,
      problem: `${fieldName(found, path)} is ${replicas}, but must be ${replicas === 0 ? 'at least 1' : 'odd with stacked etcd'}`,
    };
  });
}

function singleEtcd(): Check {
  return check('mutually-exclusive-fields', function* (found) {
    const [local, external] = ['local', 'external'].map((field) => nodeAt(found.node, [field]));
    if (!isFilled(local) || !isFilled(external)) return;
    yield {
      path: [...found.path, 'local'],
      problem: `${fieldName(found, found.path)} has both local and external, which are mutually exclusive`,
      fixes: [...removal(found, 'local'), ...removal(found, 'external')],
    };
  });
}

/** Returns true if a field is set. Cluster API v1.11 and later treat an empty object as absent. */
function isFilled(node: Found['node'] | undefined): boolean {
  return node !== undefined && isWritten(node) && !(node.kind === 'map' && isEmpty(node));
}

/** Returns true if a text has only characters of an image tag; a digest has others. */
function isImageTag(text: string): boolean {
  return /^[-\w.]*$/.test(text);
}

/** Reports maxSurge 0 with fewer than 3 replicas. Cluster API treats a text that is not a number as 0. */
function scaleInWithFewReplicas(field: string): Check {
  return check('conflicting-values', function* (found) {
    const surge = surgeAt(found, field);
    const written = nodeAt(found.node, ['spec', 'replicas']);
    const replicas = written && isWritten(written) ? integerAt(found, 'spec.replicas') : 1;
    if (surge !== 0 || replicas === undefined || replicas >= 3) return;
    const path = fieldPath(field);
    yield {
      path,
      problem: `${fieldName(found, path)} is 0, which deletes a machine before its replacement exists, but replicas is ${replicas}`,
      remedy: 'Set maxSurge: 1, or use at least 3 replicas.',
    };
  });
}

function zeroOrOne(field: string): Check {
  return check('value-out-of-range', function* (found) {
    const surge = surgeAt(found, field);
    if (surge === undefined || surge === 0 || surge === 1) return;
    const path = [...found.path, field];
    yield { path, problem: `${fieldName(found, path)} is ${surge}, but must be 0 or 1` };
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

/** Reports a number of days that exceeds another one. */
function limitedBy(field: string, than: string, how: 'less than' | 'at most', usual?: number): Check {
  return check('conflicting-values', function* (found) {
    const [own, other] = [integerAt(found, field), integerAt(found, than) ?? usual];
    // 0 is treated as absent.
    if (!own || !other || (how === 'less than' ? own < other : own <= other)) return;
    const path = [...found.path, ...fieldPath(field)];
    yield {
      path,
      problem: `${fieldName(found, path)} is ${own}, but must be ${how} ${than.split('.').at(-1)} (${other})`,
    };
  });
}

function sameTimeouts(): Check {
  return check('conflicting-values', function* (found) {
    const fields = ['initConfiguration', 'joinConfiguration'].map(
      (name) => `${name}.timeouts.controlPlaneComponentHealthCheckSeconds`,
    );
    const nodes = fields.map((field) => nodeAt(found.node, fieldPath(field)));
    if (nodes.some((node) => node && isUnsure(node))) return;
    const [init, join] = nodes.map((node) => (node?.kind === 'scalar' && isWritten(node) ? node.text : undefined));
    if (init === join) return;
    const at = fieldPath((init === undefined ? fields[1] : fields[0]) ?? '');
    const path = [...found.path, ...at];
    const value = init ?? join ?? '';
    yield {
      path,
      fixes: [...setTo(found, fields[1], init), ...setTo(found, fields[0], join)],
      problem: `${fieldName(found, path)} is ${value}, but ${init === undefined || join === undefined ? `${init === undefined ? 'initConfiguration' : 'joinConfiguration'} does not set it` : `joinConfiguration sets ${join}`}`,
    };
  });
}

/** Returns a fix that sets a field to the value of the other. */
function setTo(found: Found, field = '', value = ''): readonly Fix[] {
  if (value === '') return [];
  const path = [...found.path, ...fieldPath(field)].map(String);
  const change = setField(found.resource.document, path, Number(value));
  return fixIn(`Set the timeout of ${path[found.path.length]} to ${value}`, found.resource, change);
}

function integerAt(found: Found, field: string): number | undefined {
  const [text] = textsAt(found, field);
  const value = text && readScalar(text.node);
  return value?.type === 'integer' ? value.value : undefined;
}
