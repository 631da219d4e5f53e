import type { UpgradeFacts } from '../../core/upgrade/upgrade-facts.ts';
import { KubeadmControlPlane, KubeadmControlPlaneTemplate } from '../kubeadm/kinds.ts';
import { CAPI } from './kinds.ts';

const TIMEOUT = 'kubeadmConfigSpec.clusterConfiguration.apiServer.timeoutForControlPlane';

export const CLUSTER_API_UPGRADES: UpgradeFacts = {
  provider: CAPI,
  verifiedUpTo: 'v1.14',
  page: 'https://github.com/kubernetes-sigs/cluster-api',
  clusterctl: ['--core cluster-api:', '--bootstrap kubeadm:', '--control-plane kubeadm:'],
  minors: {
    max: 3,
    source: 'https://cluster-api.sigs.k8s.io/reference/versions',
  },
  contracts: [
    { since: 'v1.0', contract: 'v1beta1', accepts: ['v1beta1'] },
    { since: 'v1.11', contract: 'v1beta2', accepts: ['v1beta1', 'v1beta2'] },
  ],
  source: 'https://github.com/kubernetes-sigs/cluster-api/blob/main/metadata.yaml',
  advisories: [
    {
      id: 'kubeadm-timeout-rollout',
      since: 'v1.11',
      effect: 'rollout',
      on: [
        { kind: KubeadmControlPlane, with: `spec.${TIMEOUT}` },
        { kind: KubeadmControlPlaneTemplate, with: `spec.template.spec.${TIMEOUT}` },
      ],
      message: 'The upgrade can replace control plane machines, because timeoutForControlPlane moves to other fields.',
      action: 'Read the issue for the releases with a fix, and plan the upgrade for a maintenance window.',
      source: 'https://github.com/kubernetes-sigs/cluster-api/issues/13017',
    },
    {
      id: 'kubeadm-join-rollout',
      since: 'v1.12',
      effect: 'rollout',
      on: [{ kind: KubeadmControlPlane }],
      message:
        'The upgrade can replace control plane machines whose KubeadmConfig has no joinConfiguration.controlPlane, which v1.11 failed to write in some cases.',
      action:
        'Check the KubeadmConfigs of joined control plane machines in the cluster, and prefer a patch release with the fix of September 2026.',
      source: 'https://github.com/kubernetes-sigs/cluster-api/pull/14167',
    },
    {
      id: 'move-between-contracts',
      since: 'v1.11',
      effect: 'meaning',
      message: '"clusterctl move" moves clusters only to a management cluster with the same contract, v1beta2.',
      action: 'Upgrade both management clusters before you move clusters between them.',
      source: 'https://github.com/kubernetes-sigs/cluster-api/issues/13415',
    },
  ],
};
