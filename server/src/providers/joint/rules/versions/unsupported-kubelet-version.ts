import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import { hasPatchFor } from '../../../cluster-api/class-patches.ts';
import { controlPlaneOf } from '../../../cluster-api/cluster-parts.ts';
import { Cluster, MachineDeployment, MachineSet } from '../../../cluster-api/kinds.ts';
import { classOf } from '../../../cluster-api/topology-class.ts';
import { KAMAJI } from '../../../kamaji/kinds.ts';
import { isKamajiKnown } from '../../../kamaji-control-plane/kamaji-release.ts';
import { KamajiControlPlaneTemplate } from '../../../kamaji-control-plane/kinds.ts';
import { minorText, versionOf } from '../../../kubernetes/kubernetes-version.ts';
import { hasConfigurationPatches, rejectsConfiguration, removeNewFields } from '../../kubelet-configuration.ts';

const VERSION = ['spec', 'template', 'spec', 'version'];
const TOPOLOGY_VERSION = ['spec', 'topology', 'version'];

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
    if (hasConfigurationPatches(controlPlane)) return;
    if (!rejectsConfiguration(workers, version.minor, view)) return;
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
      fixes: removeNewFields(controlPlane),
    };
  },
});

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
