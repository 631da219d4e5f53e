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

/** Fields of the configuration that Kamaji uploads and that kubelets before 1.35 reject. */
const NEW_FIELDS = ['/crashLoopBackOff', '/imagePullCredentialsVerificationPolicy'];

/**
 * Returns true if the kubelets of workers read the uploaded configuration and reject it. Only kubeadm reads it, so
 * other bootstrap providers are not affected. Kubelets 1.33 and 1.34 accept the fields if both feature gates are
 * enabled.
 */
export function rejectsConfiguration(workers: Resource, minor: number, view: View): boolean {
  const reference = workers.references.find(({ target }) => isKind(target, KubeadmConfigTemplate));
  if (!reference) return false;
  if (minor < FIRST_WITH_GATES) return true;
  const found = view.resolve(workers, reference);
  if (found.kind !== 'object' || found.resource.broken) return false;
  const { text } = found.resource.document;
  return !GATES.every((gate) => isEnabled(gate, text) || isEnabled('AllAlpha', text));
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

/** The first minor version that has both fields, if their feature gates are enabled. */
const FIRST_WITH_GATES = 33;
const GATES = ['KubeletCrashLoopBackOffMax', 'KubeletEnsureSecretPulledImages'];

/** Matches `--feature-gates=GATE=true` and `GATE: true`, in arguments and in files. */
function isEnabled(gate: string, text: string): boolean {
  return new RegExp(`\\b${gate}["']?\\s*[=:]\\s*["']?true\\b`).test(text);
}
