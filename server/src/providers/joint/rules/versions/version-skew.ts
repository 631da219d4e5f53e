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
import { BOOTSTRAP_GROUP, MachineDeployment, MachineSet } from '../../../cluster-api/kinds.ts';
import { KubeadmConfigTemplate } from '../../../kubeadm/kinds.ts';
import { minorText, versionOf } from '../../../kubernetes/kubernetes-version.ts';

const WORKERS = ['spec', 'template', 'spec', 'version'];
const CONTROL_PLANE = ['spec', 'version'];

/**
 * Source: Cluster API, machineset_preflight.go: on by default since v1.9.0; up to v1.10 control planes before 1.28 allow
 * workers to be two minors behind, else three. Only minors are compared.
 */
export const versionSkew = defineRule({
  id: 'version-skew',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  releases: [{ provider: 'cluster-api', from: 'v1.9' }],
  on: [MachineDeployment, MachineSet],
  summary: 'Workers and control plane are of versions that Cluster API does not let run together.',

  *check(workers, view) {
    const node = scalarAt(workers.root, WORKERS);
    const own = versionOf(node);
    if (!node || !own || SKIPPED.test(workers.document.text)) return;
    const controlPlane = controlPlaneOfWorkers(workers, view);
    const theirNode = controlPlane && scalarAt(controlPlane.root, CONTROL_PLANE);
    const theirs = versionOf(theirNode);
    if (!controlPlane || !theirNode || !theirs || theirs.major !== own.major || own.minor === theirs.minor) return;
    const skew = judge(own.minor - theirs.minor, joinsByKubeadm(workers, view));
    if (!skew) return;
    yield {
      resource: workers,
      node,
      path: WORKERS,
      severity: skew.severity,
      effect: skew.effect,
      message: `${nameOf(workers)} has workers of ${minorText(own)}, and ${nameOf(controlPlane)} is of ${minorText(theirs)}: ${skew.says}. ${skew.remedy}`,
      related: [
        { place: placeOf(controlPlane, theirNode), message: `${nameOf(controlPlane)} is of ${theirNode.text}.` },
      ],
      fixes: [
        ...take(workers, node, theirNode.text),
        ...(own.minor > theirs.minor ? take(controlPlane, theirNode, node.text) : []),
      ],
    };
  },
});

/** The annotation that has checks left out; on workers, their template or its bootstrap data. */
const SKIPPED = /machineset\.cluster\.x-k8s\.io\/skip-preflight-checks/;

interface Skew {
  readonly severity: Severity;
  readonly effect: Effect;
  readonly says: string;
  readonly remedy: string;
}

function judge(difference: number, byKubeadm: boolean): Skew | undefined {
  const stuck = { severity: 'error', effect: 'stuck' } as const;
  if (difference > 0)
    return {
      ...stuck,
      says: 'no kubelet may be newer than its API server, and no machine is made',
      remedy: 'Give the workers the version of the control plane, or raise that first.',
    };
  if (difference < -3)
    return {
      ...stuck,
      says: 'no kubelet may be more than three minors older than its API server, and no machine is made',
      remedy: 'Raise the version of the workers.',
    };
  // While an upgrade is under way that is how it has to be: machines that are there stay.
  return byKubeadm
    ? {
        severity: 'warning',
        effect: 'stuck',
        says: 'kubeadm joins nodes of its own minor alone, so no new machine is made until they agree',
        remedy: 'Raise the version of the workers once the control plane has its own.',
      }
    : undefined;
}

function joinsByKubeadm(workers: Resource, view: View): boolean {
  const reference = workers.references.find(({ target }) => isKind(target, KubeadmConfigTemplate));
  if (reference?.target.group !== BOOTSTRAP_GROUP) return false;
  const found = view.resolve(workers, reference);
  return found.kind !== 'object' || !SKIPPED.test(found.resource.document.text);
}

/** A version in the form that the field has already: with a v or without. */
function take(resource: Resource, node: ScalarNode, version: string) {
  const bare = version.replace(/^v/, '');
  const text = node.text.startsWith('v') ? `v${bare}` : bare;
  return fixIn(`Set version of ${nameOf(resource)} to ${text}`, resource, writeScalar(node, text));
}
