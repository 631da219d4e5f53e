import type { Effect, Severity } from '../../../../core/findings/finding.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../../../core/syntax/node.ts';
import { controlPlaneOfWorkers } from '../../../cluster-api/cluster-parts.ts';
import { BOOTSTRAP_GROUP, CAPI, MachineDeployment, MachineSet } from '../../../cluster-api/kinds.ts';
import { KubeadmConfigTemplate } from '../../../kubeadm/kinds.ts';
import { minorText, versionOf } from '../../../kubernetes/kubernetes-version.ts';

const WORKERS = ['spec', 'template', 'spec', 'version'];
const CONTROL_PLANE = ['spec', 'version'];

/**
 * Source: Cluster API, machineset_preflight.go: enabled by default in v1.9.0 and later. Workers may be three minor
 * versions older than the control plane; up to v1.10 only two if the control plane is older than 1.28.
 */
export const versionSkew = defineRule({
  id: 'version-skew',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  releases: [{ provider: CAPI, from: 'v1.9' }],
  on: [MachineDeployment, MachineSet],
  summary: 'The versions of workers and control plane differ more than Cluster API allows.',

  *check(workers, view) {
    const node = scalarAt(workers.root, WORKERS);
    const own = versionOf(node);
    if (!node || !own || SKIPPED.test(workers.document.text)) return;
    const controlPlane = controlPlaneOfWorkers(workers, view);
    const controlPlaneNode = controlPlane && scalarAt(controlPlane.root, CONTROL_PLANE);
    const controlPlaneVersion = versionOf(controlPlaneNode);
    if (
      !controlPlane ||
      !controlPlaneNode ||
      !controlPlaneVersion ||
      controlPlaneVersion.major !== own.major ||
      own.minor === controlPlaneVersion.minor
    )
      return;
    const skew = skewOf(own.minor - controlPlaneVersion.minor, joinsByKubeadm(workers, view));
    if (!skew) return;
    yield {
      resource: workers,
      node,
      path: WORKERS,
      severity: skew.severity,
      effect: skew.effect,
      message: `Version skew: ${nameOf(workers)} has version ${minorText(own)}, but ${nameOf(controlPlane)} has ${minorText(controlPlaneVersion)}. ${skew.problem} ${skew.remedy}`,
      related: [
        {
          place: placeOf(controlPlane, controlPlaneNode),
          message: `${nameOf(controlPlane)} has version ${controlPlaneNode.text}.`,
        },
      ],
      fixes: [
        ...setVersion(workers, node, controlPlaneNode.text),
        ...(own.minor > controlPlaneVersion.minor ? setVersion(controlPlane, controlPlaneNode, node.text) : []),
      ],
    };
  },
});

/** The annotation that disables the checks; on workers, their template or its bootstrap data. */
const SKIPPED = /machineset\.cluster\.x-k8s\.io\/skip-preflight-checks/;

interface Skew {
  readonly severity: Severity;
  readonly effect: Effect;
  readonly problem: string;
  readonly remedy: string;
}

function skewOf(difference: number, byKubeadm: boolean): Skew | undefined {
  const stuck = { severity: 'error', effect: 'stuck' } as const;
  if (difference > 0)
    return {
      ...stuck,
      problem: 'A kubelet must not be newer than the API server, so Cluster API does not create any machines.',
      remedy: 'Use the version of the control plane, or upgrade the control plane first.',
    };
  if (difference < -3)
    return {
      ...stuck,
      problem:
        'A kubelet must not be more than three minor versions older than the API server, so Cluster API does not create any machines.',
      remedy: 'Upgrade the workers.',
    };
  // Expected during an upgrade: existing machines are kept.
  return byKubeadm
    ? {
        severity: 'warning',
        effect: 'stuck',
        problem:
          'kubeadm joins only nodes of its own minor version, so Cluster API does not create new machines until they match.',
        remedy: 'Upgrade the workers after the control plane.',
      }
    : undefined;
}

function joinsByKubeadm(workers: Resource, view: View): boolean {
  const reference = workers.references.find(({ target }) => isKind(target, KubeadmConfigTemplate));
  if (reference?.target.group !== BOOTSTRAP_GROUP) return false;
  const found = view.resolve(workers, reference);
  return found.kind !== 'object' || !SKIPPED.test(found.resource.document.text);
}

/** Sets a version in the form that the field already has: with a `v` or without. */
function setVersion(resource: Resource, node: ScalarNode, version: string) {
  const bare = version.replace(/^v/, '');
  const text = node.text.startsWith('v') ? `v${bare}` : bare;
  return fixIn(`Change version of ${nameOf(resource)} to ${text}`, resource, writeScalar(node, text));
}
