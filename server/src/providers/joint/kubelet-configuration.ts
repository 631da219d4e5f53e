import type { Fix } from '../../core/findings/finding.ts';
import { fixIn } from '../../core/fixes/fix.ts';
import { writeField } from '../../core/fixes/write-field.ts';
import { isKind } from '../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../core/objects/resource.ts';
import type { View } from '../../core/query/view.ts';
import type { JsonValue } from '../../core/schemas/structural-schema.ts';
import { nodeAt } from '../../core/syntax/lookup.ts';
import { KamajiControlPlaneTemplate } from '../kamaji-control-plane/kinds.ts';
import { KubeadmConfigTemplate } from '../kubeadm/kinds.ts';

/** Fields of the configuration that Kamaji uploads and that kubelets 1.32 to 1.34 reject. */
const NEW_FIELDS = ['/crashLoopBackOff', '/imagePullCredentialsVerificationPolicy'];

/**
 * Returns true if the kubelets of workers read the uploaded configuration and reject it. Only kubeadm reads it, so other
 * bootstrap providers are not affected. A kubelet that does not know a field ignores it with a warning, because its decoder is
 * lenient; one that knows it requires the feature gate.
 */
export function rejectsConfiguration(workers: Resource, minor: number, view: View): boolean {
  const reference = workers.references.find(({ target }) => isKind(target, KubeadmConfigTemplate));
  if (!reference) return false;
  const gates = GATES.filter(([, firstMinor]) => firstMinor <= minor).map(([gate]) => gate);
  if (gates.length === 0) return false;
  const found = view.resolve(workers, reference);
  if (found.kind !== 'object' || found.resource.broken) return false;
  const { text } = found.resource.document;
  return !gates.every((gate) => isEnabled(gate, text) || isEnabled('AllAlpha', text));
}

/** Returns true if a control plane patches the kubelet configuration itself. */
export function hasConfigurationPatches(controlPlane: Resource): boolean {
  return nodeAt(controlPlane.root, [...specOf(controlPlane), 'kubelet', 'configurationJSONPatches']) !== undefined;
}

/** Adds patches to a control plane that remove the new fields from the kubelet configuration. */
export function removeNewFields(controlPlane: Resource): readonly Fix[] {
  const fields = NEW_FIELDS.map((path) => path.slice(1)).join(' and ');
  const title = `Patch ${nameOf(controlPlane)} to remove ${fields}`;
  const patches: JsonValue = NEW_FIELDS.map((path) => ({ op: 'remove', path }));
  const kubelet = nodeAt(controlPlane.root, [...specOf(controlPlane), 'kubelet']);
  const spec = nodeAt(controlPlane.root, specOf(controlPlane));
  const { document } = controlPlane;
  if (kubelet?.kind === 'map')
    return fixIn(title, controlPlane, writeField(document, kubelet, 'configurationJSONPatches', patches));
  if (kubelet || spec?.kind !== 'map') return [];
  return fixIn(title, controlPlane, writeField(document, spec, 'kubelet', { configurationJSONPatches: patches }));
}

/** Returns the path of the spec of a control plane, also in its template. */
function specOf(controlPlane: Resource): readonly string[] {
  return isKind(controlPlane, KamajiControlPlaneTemplate) ? ['spec', 'template', 'spec'] : ['spec'];
}

/**
 * The feature gates of the fields, by the first minor version of Kubernetes that knows the field. Until 1.34 they are disabled
 * by default. Source: pkg/kubelet/apis/config/validation of Kubernetes, and issue 1062 of Kamaji.
 */
const GATES: readonly (readonly [gate: string, firstMinor: number])[] = [
  ['KubeletCrashLoopBackOffMax', 32],
  ['KubeletEnsureSecretPulledImages', 33],
];

/** Matches `--feature-gates=GATE=true` and `GATE: true`, in arguments and in files. */
function isEnabled(gate: string, text: string): boolean {
  return new RegExp(`\\b${gate}["']?\\s*[=:]\\s*["']?true\\b`).test(text);
}
