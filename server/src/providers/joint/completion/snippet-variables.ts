import type { SnippetField } from '../../../core/completion/context.ts';
import type { GroupKind } from '../../../core/objects/group-kind.ts';
import { BareMetalHost } from '../../baremetal-operator/kinds.ts';
import { Cluster, MachineDeployment } from '../../cluster-api/kinds.ts';
import { IPPool } from '../../ipam/kinds.ts';
import { kubernetesVersions } from '../../kamaji/completion/kubernetes-versions.ts';
import { DataStore, TenantControlPlane } from '../../kamaji/kinds.ts';
import { KamajiControlPlane } from '../../kamaji-control-plane/kinds.ts';
import { KubeadmConfigTemplate } from '../../kubeadm/kinds.ts';
import {
  Metal3Cluster,
  Metal3DataTemplate,
  Metal3MachineTemplate,
  Metal3RemediationTemplate,
} from '../../metal3/kinds.ts';

/** Variables of snippets that name an object: one that the snippet defines, or one that it refers to. */
export const SNIPPET_NAMES: Readonly<Record<string, GroupKind>> = {
  CLUSTER_NAME: Cluster,
  CONTROL_PLANE_NAME: KamajiControlPlane,
  METAL3_CLUSTER_NAME: Metal3Cluster,
  WORKERS_NAME: MachineDeployment,
  MACHINE_TEMPLATE_NAME: Metal3MachineTemplate,
  DATA_TEMPLATE_NAME: Metal3DataTemplate,
  CONFIG_TEMPLATE_NAME: KubeadmConfigTemplate,
  POOL_NAME: IPPool,
  REMEDIATION_TEMPLATE_NAME: Metal3RemediationTemplate,
  DATA_STORE_NAME: DataStore,
  HOST_NAME: BareMetalHost,
  TENANT_NAME: TenantControlPlane,
};

/** Other variables, and the fields that contain their values. */
export const SNIPPET_FIELDS: Readonly<Record<string, SnippetField>> = {
  CLUSTER_APIENDPOINT_HOST: {
    isUnique: true,
    places: [
      [Metal3Cluster, 'spec.controlPlaneEndpoint.host'],
      [KamajiControlPlane, 'spec.network.serviceAddress'],
    ],
  },
  CLUSTER_APIENDPOINT_PORT: {
    places: [
      [Cluster, 'spec.clusterNetwork.apiServerPort'],
      [Metal3Cluster, 'spec.controlPlaneEndpoint.port'],
    ],
  },
  KUBERNETES_VERSION: {
    places: [
      [KamajiControlPlane, 'spec.version'],
      [MachineDeployment, 'spec.template.spec.version'],
    ],
    read: (text) => text.replace(/^v/, ''),
    fallback: (context) => (context.targets.kamaji ? kubernetesVersions(context, '')[0]?.text : undefined),
  },
  IMAGE_URL: { places: [[Metal3MachineTemplate, 'spec.template.spec.image.url']] },
};
