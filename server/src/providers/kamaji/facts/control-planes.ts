import { all, check, formed, has, is, not, required, type When } from '../../../core/facts/checks.ts';
import { type Check, fieldName, placesIn, type Row } from '../../../core/facts/fact.ts';
import { isUnsure, textsAt } from '../../../core/facts/field-values.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { entryOf, nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import { readScalar } from '../../../core/syntax/read-scalar.ts';
import { andList, orList } from '../../../core/text/enumeration.ts';
import { nearestTo } from '../../../core/text/similar-names.ts';
import { isSubdomain } from '../../../core/validation/names.ts';
import { isNull } from '../../../core/validation/unknowable.ts';
import { Cluster } from '../../cluster-api/kinds.ts';
import {
  KAMAJI_CONTROL_PLANE_PROVIDER,
  KamajiControlPlane,
  KamajiControlPlaneTemplate,
} from '../../kamaji-control-plane/kinds.ts';
import { isStrictVersion } from '../../kubernetes/kubernetes-version.ts';
import { hasExternalCluster } from '../external-cluster.ts';
import { KAMAJI, TenantControlPlane } from '../kinds.ts';
import { inControlPlanes, inTenants, KUBECONFIG_KEYS, kamaji, NO_EFFECT, REJECTED_LATER } from './row.ts';

const CONTROL_PLANE_NAMES = placesIn([KamajiControlPlane], 'metadata');
const TENANT_NAMES = placesIn([TenantControlPlane], 'metadata');

const NAME = 'a name of at most 63 lowercase letters, digits and hyphens that starts with a letter';

const NEVER_STARTS = { effect: 'stuck', by: 'controller' } as const;

/**
 * Versions, names, images, add-ons and kubelets. Source: Kamaji's webhooks (tcp_version.go, tcp_name.go) and builders up
 * to August 2026; the control plane provider, kamajicontrolplane_controller_tcp.go, up to v0.20.0.
 */
export const KAMAJI_CONTROL_PLANE_ROWS: readonly Row[] = [
  kamaji(
    inControlPlanes(''),
    formed('version', isStrictVersion, 'a complete version such as v1.33.0', {
      correction: withoutSecondV,
      suggestion: firstPatchRelease,
      when: isText('version'),
    }),
    REJECTED_LATER,
  ),
  kamaji(
    inControlPlanes(''),
    formed('version', (text) => !text.startsWith('v'), 'a version without a leading v', { correction: withoutV }),
    {
      releases: [{ provider: KAMAJI_CONTROL_PLANE_PROVIDER, until: 'v0.9' }],
      ...REJECTED_LATER,
      outcome: 'the Kamaji provider up to v0.9 adds a second v, and Kamaji rejects the TenantControlPlane',
    },
  ),
  kamaji(
    inTenants('kubernetes'),
    formed('version', isStrictVersion, 'a complete version such as v1.33.0', {
      correction: withoutSecondV,
      suggestion: firstPatchRelease,
      when: isText('version'),
    }),
    { releases: [{ provider: KAMAJI, from: 'v0.2.0' }] },
  ),
  kamaji(
    inTenants('kubernetes'),
    formed('version', (text) => text.startsWith('v') || !isStrictVersion(text), 'a version with a leading v', {
      correction: (text) => `v${text}`,
      when: not(hasOwnRegistry),
    }),
    {
      ...NEVER_STARTS,
      severity: 'warning',
      outcome: 'Kamaji uses it as the image tag, registry.k8s.io has no such tag, and no container starts',
    },
  ),

  kamaji(
    CONTROL_PLANE_NAMES,
    formed('name', isUsableName, NAME, { when: not(({ resource }) => hasExternalCluster(resource)) }),
    REJECTED_LATER,
  ),
  kamaji(TENANT_NAMES, formed('name', isUsableName, NAME), { releases: [{ provider: KAMAJI, from: 'v0.3.1' }] }),

  kamaji(
    [
      ...inControlPlanes('{apiServer,controllerManager,scheduler}.containerImageName'),
      ...inTenants('controlPlane.deployment.registrySettings.{apiServerImage,controllerManagerImage,schedulerImage}'),
    ],
    formed('', (text) => !/[:@]/.test(text), 'an image name without a tag', {
      correction: (text) => text.replace(/[:@].*$/, ''),
    }),
    {
      ...NEVER_STARTS,
      severity: 'warning',
      outcome: 'Kamaji appends the version as a tag, and the image does not exist',
    },
  ),
  kamaji(
    [
      ...inControlPlanes('deployment.{extraContainers,extraInitContainers}[]'),
      ...inTenants('controlPlane.deployment.{additionalContainers,additionalInitContainers}[]'),
    ],
    reserved('name', ['kube-apiserver', 'kube-scheduler', 'kube-controller-manager', 'konnectivity-server', 'chmod']),
    { ...NO_EFFECT, outcome: 'Kamaji merges the two into one container' },
  ),
  kamaji(inControlPlanes(''), incompleteProbes(), {
    ...NO_EFFECT,
    outcome: 'the Kamaji provider ignores the probes unless all four are set',
  }),

  kamaji(inControlPlanes('kubelet.preferredAddressTypes'), eachOnce(), {
    releases: [{ provider: KAMAJI_CONTROL_PLANE_PROVIDER, until: 'v0.15.3' }],
    ...REJECTED_LATER,
  }),
  kamaji(inTenants('kubernetes.kubelet.preferredAddressTypes'), eachOnce(), {
    releases: [{ provider: KAMAJI, until: 'edge-25.4.1' }],
  }),

  kamaji([...inControlPlanes('addons'), ...inTenants('addons')], emptyAddons(), {
    ...NO_EFFECT,
    outcome: 'Kamaji treats null as not set and does not install the add-on',
    remedy: 'Use {} to install it.',
  }),

  ...(['', 'kubernetes.'] as const).flatMap((at) => {
    const places = at === '' ? inControlPlanes : inTenants;
    const patches = places(`${at}kubelet.configurationJSONPatches[]`);
    const fails = {
      ...NEVER_STARTS,
      outcome: 'Kamaji cannot apply the patch and never uploads the kubelet configuration',
    };
    return [
      kamaji(
        patches,
        formed('path', (text) => text === '' || text.startsWith('/'), 'a path that starts with /', {
          correction: (text) => `/${text}`,
        }),
        fails,
      ),
      kamaji(patches, required('from', { when: is('op', 'move', 'copy') }), fails),
      kamaji(
        patches,
        required('value', { when: all(is('op', 'add', 'replace', 'test'), not(hasKey('value'))) }),
        fails,
      ),
    ];
  }),
  kamaji(
    [
      ...placesIn([KamajiControlPlane], 'metadata.annotations'),
      ...placesIn([KamajiControlPlaneTemplate], 'spec.template.metadata.annotations'),
      ...placesIn([Cluster], 'spec.topology.controlPlane.metadata.annotations'),
      ...placesIn([TenantControlPlane], 'metadata.annotations'),
    ],
    kubeconfigKey(),
    {
      ...NEVER_STARTS,
      severity: 'warning',
      releases: [{ provider: KAMAJI_CONTROL_PLANE_PROVIDER, from: 'v0.8.0' }],
      outcome: 'the Secret with kubeconfigs has no such key, and the cluster never receives its kubeconfig',
    },
  ),
];

/** Returns true if Kamaji accepts a name, or the API server already rejects it. */
function isUsableName(name: string): boolean {
  return !isSubdomain(name) || (name.length <= 63 && /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name));
}

/** The schema check reports values that YAML reads as numbers. */
function isText(field: string): When {
  return ({ node }) => {
    const written = scalarAt(node, [field]);
    return written !== undefined && readScalar(written).type === 'string';
  };
}

function hasKey(field: string): When {
  return ({ node }) => entryOf(node, field) !== undefined;
}

function hasOwnRegistry({ resource }: Parameters<When>[0]): boolean {
  return has('registry')({
    resource,
    node: nodeAt(resource.root, ['spec', 'controlPlane', 'deployment', 'registrySettings']) ?? resource.root,
    path: [],
  });
}

function withoutSecondV(text: string): string {
  return text.replace(/^vv/, 'v');
}

/** Returns the first patch release of a minor. The intended one is unknown. */
function firstPatchRelease(text: string): string | undefined {
  return /^v?\d+\.\d+$/.test(text) ? `${text}.0` : undefined;
}

function withoutV(text: string): string {
  return text.replace(/^v/, '');
}

function eachOnce(): Check {
  return check('duplicate-value', function* (found) {
    if (found.node.kind !== 'sequence') return;
    const seen = new Set<string>();
    for (const index of found.node.items.keys())
      for (const { node, path } of textsAt(found, String(index))) {
        if (seen.has(node.text)) yield { path, problem: `${fieldName(found, path)} repeats "${node.text}"` };
        seen.add(node.text);
      }
  });
}

function reserved(field: string, names: readonly string[]): Check {
  return check('duplicate-value', function* (found) {
    for (const { node, path } of textsAt(found, field))
      if (names.includes(node.text))
        yield {
          path,
          problem: `${fieldName(found, path)} is "${node.text}", a name that Kamaji uses for its own container`,
        };
  });
}

const PROBES = ['deployment.probes', 'apiServer.probes', 'controllerManager.probes', 'scheduler.probes'];

function incompleteProbes(): Check {
  return check('ignored-field', function* (found) {
    const written = PROBES.filter((field) => has(field)(found));
    const missing = PROBES.filter((field) => !written.includes(field));
    const [first] = written;
    if (!first || missing.length === 0) return;
    const path = [...found.path, ...first.split('.')];
    yield {
      path,
      problem: `${fieldName(found, path)} is set, but ${andList(missing)} ${missing.length === 1 ? 'is' : 'are'} not`,
    };
  });
}

const ADDONS = ['coreDNS', 'kubeProxy', 'konnectivity'];

function emptyAddons(): Check {
  return check('ignored-field', function* (found) {
    for (const addon of ADDONS) {
      const entry = entryOf(found.node, addon);
      if (!entry || !isNull(entry.value)) continue;
      const path = [...found.path, addon];
      const { span } = entry.value;
      const isWritten = span.end > span.start;
      yield {
        path,
        problem: `${fieldName(found, path)} is null`,
        fixes: fixIn(`Change ${addon} to {}`, found.resource, {
          span: isWritten ? span : { start: entry.key.span.end + 1, end: entry.key.span.end + 1 },
          newText: isWritten ? '{}' : ' {}',
        }),
      };
    }
  });
}

const KUBECONFIG_KEY = 'kamaji.clastix.io/kubeconfig-secret-key';

function kubeconfigKey(): Check {
  return check('unsupported-value', function* (found) {
    const node = scalarAt(found.node, [KUBECONFIG_KEY]);
    if (!node?.text || isUnsure(node) || KUBECONFIG_KEYS.includes(node.text)) return;
    const path = [...found.path, KUBECONFIG_KEY];
    yield {
      path,
      problem: `${fieldName(found, path)} must be ${orList(KUBECONFIG_KEYS)}, but is "${node.text}"`,
      fixes: nearestTo(node.text, KUBECONFIG_KEYS).flatMap((value) =>
        fixIn(`Change to ${value}`, found.resource, writeScalar(node, value)),
      ),
    };
  });
}
