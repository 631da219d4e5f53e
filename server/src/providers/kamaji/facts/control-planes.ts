import {
  all,
  check,
  formed,
  has,
  is,
  isUnsure,
  not,
  required,
  textsAt,
  type When,
} from '../../../core/facts/checks.ts';
import { type Check, fieldName, placesIn, type Row } from '../../../core/facts/fact.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { entryOf, nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import { readScalar } from '../../../core/syntax/read-scalar.ts';
import { nearestTo } from '../../../core/text/edit-distance.ts';
import { isSubdomain } from '../../../core/validation/names.ts';
import { isNull } from '../../../core/validation/unknowable.ts';
import { KamajiControlPlane } from '../../kamaji-control-plane/kinds.ts';
import { isStrictVersion } from '../../kubernetes/kubernetes-version.ts';
import { TenantControlPlane } from '../kinds.ts';
import {
  inControlPlanes,
  inTenants,
  KAMAJI,
  KUBECONFIG_KEYS,
  kamaji,
  NO_EFFECT,
  PROVIDER,
  REFUSED_LATER,
} from './row.ts';

const CONTROL_PLANE_NAMES = placesIn([KamajiControlPlane], 'metadata');
const TENANT_NAMES = placesIn([TenantControlPlane], 'metadata');

const NAME = 'letters, digits and - alone, a letter first, 63 at most';

const NEVER_STARTS = { effect: 'stuck', by: 'controller' } as const;

/**
 * Versions, names, images, add-ons and kubelets. Source: Kamaji's webhooks (tcp_version.go, tcp_name.go) and builders up
 * to August 2026; the control plane provider, kamajicontrolplane_controller_tcp.go, up to v0.20.0.
 */
export const KAMAJI_CONTROL_PLANE_ROWS: readonly Row[] = [
  kamaji(
    inControlPlanes(''),
    formed('version', isStrictVersion, 'a whole version such as v1.33.0', {
      correction: wholeVersion,
      when: isText('version'),
    }),
    REFUSED_LATER,
  ),
  kamaji(
    inControlPlanes(''),
    formed('version', (text) => !text.startsWith('v'), 'without a v', { correction: withoutV }),
    {
      releases: [{ provider: PROVIDER, until: 'v0.9' }],
      ...REFUSED_LATER,
      outcome: 'these releases put one before it, and Kamaji refuses the control plane',
    },
  ),
  kamaji(
    inTenants('kubernetes'),
    formed('version', isStrictVersion, 'a whole version such as v1.33.0', {
      correction: wholeVersion,
      when: isText('version'),
    }),
    { releases: [{ provider: KAMAJI, from: 'v0.2.0' }] },
  ),
  kamaji(
    inTenants('kubernetes'),
    formed('version', (text) => text.startsWith('v') || !isStrictVersion(text), 'with a v before it', {
      correction: (text) => `v${text}`,
      when: not(hasOwnRegistry),
    }),
    {
      ...NEVER_STARTS,
      severity: 'warning',
      outcome: 'images are named by it as it stands, registry.k8s.io has none of that name, and no container starts',
    },
  ),

  kamaji(CONTROL_PLANE_NAMES, formed('name', isUsableName, NAME, { when: not(isDelegated) }), REFUSED_LATER),
  kamaji(TENANT_NAMES, formed('name', isUsableName, NAME), { releases: [{ provider: KAMAJI, from: 'v0.3.1' }] }),

  kamaji(
    [
      ...inControlPlanes('{apiServer,controllerManager,scheduler}.containerImageName'),
      ...inTenants('controlPlane.deployment.registrySettings.{apiServerImage,controllerManagerImage,schedulerImage}'),
    ],
    formed('', (text) => !/[:@]/.test(text), 'the name of an image without its tag', {
      correction: (text) => text.replace(/[:@].*$/, ''),
    }),
    { ...NEVER_STARTS, severity: 'warning', outcome: 'Kamaji puts the version behind it, and there is no such image' },
  ),
  kamaji(
    [
      ...inControlPlanes('deployment.{extraContainers,extraInitContainers}[]'),
      ...inTenants('controlPlane.deployment.{additionalContainers,additionalInitContainers}[]'),
    ],
    taken('name', ['kube-apiserver', 'kube-scheduler', 'kube-controller-manager', 'konnectivity-server', 'chmod']),
    { ...NO_EFFECT, outcome: 'the two become one container that is neither' },
  ),
  kamaji(inControlPlanes(''), probesInPart(), {
    ...NO_EFFECT,
    outcome: 'the provider takes them only where all four are written, and drops them',
  }),

  kamaji(inControlPlanes('kubelet.preferredAddressTypes'), eachOnce(), {
    releases: [{ provider: PROVIDER, until: 'v0.15.3' }],
    ...REFUSED_LATER,
  }),
  kamaji(inTenants('kubernetes.kubelet.preferredAddressTypes'), eachOnce(), {
    releases: [{ provider: KAMAJI, until: 'edge-25.4.1' }],
  }),

  kamaji([...inControlPlanes('addons'), ...inTenants('addons')], emptyAddons(), {
    ...NO_EFFECT,
    outcome: 'null is as good as not written, and the add-on is not installed',
    remedy: 'Write {} to have it installed.',
  }),

  ...(['', 'kubernetes.'] as const).flatMap((at) => {
    const places = at === '' ? inControlPlanes : inTenants;
    const patches = places(`${at}kubelet.configurationJSONPatches[]`);
    const fails = {
      ...NEVER_STARTS,
      outcome: 'Kamaji cannot apply it, and never uploads the configuration of kubelets',
    };
    return [
      kamaji(
        patches,
        formed('path', (text) => text === '' || text.startsWith('/'), 'a path that begins with /', {
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
      ...placesIn([TenantControlPlane], 'metadata.annotations'),
    ],
    kubeconfigKey(),
    {
      ...NEVER_STARTS,
      severity: 'warning',
      releases: [{ provider: PROVIDER, from: 'v0.8.0' }],
      outcome: 'the Secret with kubeconfigs has no such key, and the cluster waits for its own',
    },
  ),
];

/** A name that Kamaji takes, or that the API server refuses already. */
function isUsableName(name: string): boolean {
  return !isSubdomain(name) || (name.length <= 63 && /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name));
}

/** Its control plane is made in another cluster, under a name of the provider's. */
function isDelegated({ resource }: Parameters<When>[0]): boolean {
  return nodeAt(resource.root, ['spec', 'deployment', 'externalClusterReference']) !== undefined;
}

/** What YAML reads as a number is told of by the schema. */
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

function wholeVersion(text: string): string {
  return /^v?\d+\.\d+$/.test(text) ? `${text}.0` : text.replace(/^vv/, 'v');
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
        if (seen.has(node.text)) yield { path, problem: `${fieldName(found, path)} is "${node.text}" once more` };
        seen.add(node.text);
      }
  });
}

function taken(field: string, names: readonly string[]): Check {
  return check('duplicate-value', function* (found) {
    for (const { node, path } of textsAt(found, field))
      if (names.includes(node.text))
        yield { path, problem: `${fieldName(found, path)} is "${node.text}", as Kamaji calls a container of its own` };
  });
}

const PROBES = ['deployment.probes', 'apiServer.probes', 'controllerManager.probes', 'scheduler.probes'];

function probesInPart(): Check {
  return check('ignored-field', function* (found) {
    const written = PROBES.filter((field) => has(field)(found));
    const missing = PROBES.filter((field) => !written.includes(field));
    const [first] = written;
    if (!first || missing.length === 0) return;
    const path = [...found.path, ...first.split('.')];
    yield {
      path,
      problem: `${fieldName(found, path)} is written, and ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not`,
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
        fixes: fixIn('Write {}', found.resource, {
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
      problem: `${fieldName(found, path)} is "${node.text}" and not ${KUBECONFIG_KEYS.slice(0, -1).join(', ')} or ${KUBECONFIG_KEYS.at(-1)}`,
      fixes: nearestTo(node.text, KUBECONFIG_KEYS).flatMap((value) =>
        fixIn(`Change to ${value}`, found.resource, writeScalar(node, value)),
      ),
    };
  });
}
