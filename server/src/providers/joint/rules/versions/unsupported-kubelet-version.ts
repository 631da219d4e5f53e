import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeField } from '../../../../core/fixes/write-field.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import type { JsonValue } from '../../../../core/schemas/structural-schema.ts';
import { nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import { hasPatchFor } from '../../../cluster-api/class-patches.ts';
import { controlPlaneOf } from '../../../cluster-api/cluster-parts.ts';
import { Cluster, MachineDeployment, MachineSet } from '../../../cluster-api/kinds.ts';
import { classOf } from '../../../cluster-api/topology-class.ts';
import { KAMAJI } from '../../../kamaji/kinds.ts';
import { isKamajiKnown } from '../../../kamaji-control-plane/kamaji-release.ts';
import { KamajiControlPlaneTemplate } from '../../../kamaji-control-plane/kinds.ts';
import { KubeadmConfigTemplate } from '../../../kubeadm/kinds.ts';
import { minorText, versionOf } from '../../../kubernetes/kubernetes-version.ts';

const VERSION = ['spec', 'template', 'spec', 'version'];
const TOPOLOGY_VERSION = ['spec', 'topology', 'version'];

/** Fields that kubelets 1.32 to 1.34 reject. */
const REMOVALS = ['/crashLoopBackOff', '/imagePullCredentialsVerificationPolicy'];

/**
 * Source: Kamaji, uploadconfig.go and issue 1047: edge-25.12.4 and later write the defaults of kubelet 1.35 into the
 * configuration that joining nodes use.
 */
export const unsupportedKubeletVersion = defineRule({
  id: 'unsupported-kubelet-version',
  formerIds: ['kubelet-too-old', 'outdated-kubelet'],
  severity: 'warning',
  effect: 'stuck',
  by: 'boot',
  releases: [{ provider: KAMAJI, from: 'edge-25.12.4' }],
  on: [MachineDeployment, MachineSet, Cluster],
  summary: 'The kubelet configuration that Kamaji uploads requires a newer kubelet.',

  *check(resource, view) {
    const path = isKind(resource, Cluster) ? TOPOLOGY_VERSION : VERSION;
    const node = scalarAt(resource.root, path);
    const version = versionOf(node);
    if (!node || version?.major !== 1 || version.minor >= 35) return;
    const found = isKind(resource, Cluster) ? partsOfTopology(resource, view) : partsOfWorkers(resource, view);
    if (!found || !isKamajiKnown(found.controlPlane, view)) return;
    const { workers, controlPlane } = found;
    if (nodeAt(controlPlane.root, [...specOf(controlPlane), 'kubelet', 'configurationJSONPatches'])) return;
    if (!readsConfiguration(workers, version.minor, view)) return;
    yield {
      resource,
      node,
      path,
      relatedVersions: [controlPlane],
      message: `Kubelet ${minorText(version)} of ${nameOf(resource)} is too old for the configuration that Kamaji uploads, and never starts. Kamaji edge-25.12.4 and later add two fields that require kubelet 1.35. Remove them with configurationJSONPatches of ${nameOf(controlPlane)}.`,
      related: [
        {
          place: placeOf(controlPlane, controlPlane.nameNode ?? controlPlane.root),
          message: `${nameOf(controlPlane)} defines the kubelet configuration.`,
        },
      ],
      fixes: removeFields(controlPlane),
    };
  },
});

/**
 * The feature gates of the fields, by the first minor version of Kubernetes that knows the field. Until 1.34 they are disabled
 * by default. Source: pkg/kubelet/apis/config/validation of Kubernetes, and issue 1062 of Kamaji.
 */
const GATES: readonly (readonly [gate: string, firstMinor: number])[] = [
  ['KubeletCrashLoopBackOffMax', 32],
  ['KubeletEnsureSecretPulledImages', 33],
];

/**
 * Returns true if the kubelets of workers read the uploaded configuration and reject it. Only kubeadm reads it, so other
 * bootstrap providers are not affected. A kubelet that does not know a field ignores it with a warning, because its decoder is
 * lenient; one that knows it requires the feature gate.
 */
function readsConfiguration(workers: Resource, minor: number, view: View): boolean {
  const reference = workers.references.find(({ target }) => isKind(target, KubeadmConfigTemplate));
  if (!reference) return false;
  const gates = GATES.filter(([, firstMinor]) => firstMinor <= minor).map(([gate]) => gate);
  if (gates.length === 0) return false;
  const found = view.resolve(workers, reference);
  if (found.kind !== 'object' || found.resource.broken) return false;
  const { text } = found.resource.document;
  return !gates.every((gate) => isEnabled(gate, text) || isEnabled('AllAlpha', text));
}

/** Matches `--feature-gates=GATE=true` and `GATE: true`, in arguments and in files. */
function isEnabled(gate: string, text: string): boolean {
  return new RegExp(`\\b${gate}["']?\\s*[=:]\\s*["']?true\\b`).test(text);
}

interface Parts {
  /** The object that references the bootstrap configuration. */
  readonly workers: Resource;
  readonly controlPlane: Resource;
}

function partsOfWorkers(workers: Resource, view: View): Parts | undefined {
  for (const reference of workers.references) {
    if (!isKind(reference.target, Cluster)) continue;
    const found = view.resolve(workers, reference);
    const controlPlane = found.kind === 'object' && !found.resource.broken && controlPlaneOf(found.resource, view);
    return controlPlane ? { workers, controlPlane } : undefined;
  }
  return undefined;
}

/** Returns the class of a topology with workers, and the template of its control plane, unless a patch can change it. */
function partsOfTopology(cluster: Resource, view: View): Parts | undefined {
  const workers = nodeAt(cluster.root, ['spec', 'topology', 'workers', 'machineDeployments']);
  const found = workers?.kind === 'sequence' && workers.items.length > 0 ? classOf(cluster, view) : undefined;
  if (!found || hasPatchFor(found, KamajiControlPlaneTemplate.kind)) return undefined;
  const reference = found.references.find(({ target }) => isKind(target, KamajiControlPlaneTemplate));
  const template = reference && view.resolve(found, reference);
  if (template?.kind !== 'object' || template.resource.broken || !view.isComplete(template.resource)) return undefined;
  return { workers: found, controlPlane: template.resource };
}

/** Returns the path of the spec of a control plane, also in its template. */
function specOf(controlPlane: Resource): readonly string[] {
  return isKind(controlPlane, KamajiControlPlaneTemplate) ? ['spec', 'template', 'spec'] : ['spec'];
}

function removeFields(controlPlane: Resource) {
  const fields = REMOVALS.map((path) => path.slice(1)).join(' and ');
  const title = `Patch ${nameOf(controlPlane)} to remove ${fields}`;
  const patches: JsonValue = REMOVALS.map((path) => ({ op: 'remove', path }));
  const kubelet = nodeAt(controlPlane.root, [...specOf(controlPlane), 'kubelet']);
  const spec = nodeAt(controlPlane.root, specOf(controlPlane));
  const { document } = controlPlane;
  if (kubelet?.kind === 'map')
    return fixIn(title, controlPlane, writeField(document, kubelet, 'configurationJSONPatches', patches));
  if (kubelet || spec?.kind !== 'map') return [];
  return fixIn(title, controlPlane, writeField(document, spec, 'kubelet', { configurationJSONPatches: patches }));
}
