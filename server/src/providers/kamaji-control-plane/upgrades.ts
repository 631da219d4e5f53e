import type { UpgradeFacts } from '../../core/upgrade/upgrade-facts.ts';
import { KAMAJI_CONTROL_PLANE_PROVIDER, KamajiControlPlane, KamajiControlPlaneTemplate } from './kinds.ts';

export const KAMAJI_CONTROL_PLANE_UPGRADES: UpgradeFacts = {
  provider: KAMAJI_CONTROL_PLANE_PROVIDER,
  verifiedUpTo: 'v0.20',
  page: 'https://github.com/clastix/cluster-api-control-plane-provider-kamaji',
  clusterctl: ['--control-plane kamaji:'],
  contracts: [
    { since: 'v0.1', contract: 'v1beta1' },
    { since: 'v0.20', contract: 'v1beta2' },
  ],
  source: 'https://github.com/clastix/cluster-api-control-plane-provider-kamaji/blob/master/config/metadata.yaml',
  advisories: [
    {
      id: 'kamaji-v1alpha2',
      since: 'v0.20',
      effect: 'manual',
      on: [{ kind: KamajiControlPlane }, { kind: KamajiControlPlaneTemplate }],
      message:
        'v0.20 serves v1alpha2 only, and no release serves both versions: objects in v1alpha1 are neither served nor converted.',
      action:
        'Update the CRDs by hand as the provider describes, and migrate the manifests in the same maintenance window.',
      source: 'https://github.com/clastix/cluster-api-control-plane-provider-kamaji/pull/327',
    },
  ],
};
