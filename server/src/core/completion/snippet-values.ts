import { GROUPS } from '../resources/reference-fields.ts';
import type { GroupKind, Resource } from '../resources/resource.ts';
import type { ValueFor } from '../snippets/snippet.ts';
import { scalarAt } from '../syntax/lookup.ts';
import type { Context } from './context.ts';
import { kubernetesVersions } from './kubernetes-versions.ts';
import { namespacesNear } from './names.ts';

const inGroup = (group: string) => (kind: string) => ({ group, kind });
const infrastructure = inGroup(GROUPS.infrastructure);
const CLUSTER = { group: GROUPS.cluster, kind: 'Cluster' };
const CONTROL_PLANE = { group: GROUPS.controlPlane, kind: 'KamajiControlPlane' };
const METAL3_CLUSTER = infrastructure('Metal3Cluster');

/** Variables that name an object: of that kind, which the snippet writes itself or refers to. */
const NAMES: Readonly<Record<string, GroupKind>> = {
  CLUSTER_NAME: CLUSTER,
  CONTROL_PLANE_NAME: CONTROL_PLANE,
  METAL3_CLUSTER_NAME: METAL3_CLUSTER,
  WORKERS_NAME: { group: GROUPS.cluster, kind: 'MachineDeployment' },
  MACHINE_TEMPLATE_NAME: infrastructure('Metal3MachineTemplate'),
  DATA_TEMPLATE_NAME: infrastructure('Metal3DataTemplate'),
  CONFIG_TEMPLATE_NAME: { group: GROUPS.bootstrap, kind: 'KubeadmConfigTemplate' },
  POOL_NAME: { group: GROUPS.ipam, kind: 'IPPool' },
  REMEDIATION_TEMPLATE_NAME: infrastructure('Metal3RemediationTemplate'),
  DATA_STORE_NAME: { group: GROUPS.kamaji, kind: 'DataStore' },
  HOST_NAME: { group: GROUPS.metal3, kind: 'BareMetalHost' },
  TENANT_NAME: { group: GROUPS.kamaji, kind: 'TenantControlPlane' },
};

/** Other variables: where in which kind somebody has said it already. */
const FIELDS: Readonly<Record<string, readonly (readonly [GroupKind, string])[]>> = {
  CLUSTER_APIENDPOINT_HOST: [
    [METAL3_CLUSTER, 'spec.controlPlaneEndpoint.host'],
    [CONTROL_PLANE, 'spec.network.serviceAddress'],
  ],
  CLUSTER_APIENDPOINT_PORT: [
    [CLUSTER, 'spec.clusterNetwork.apiServerPort'],
    [METAL3_CLUSTER, 'spec.controlPlaneEndpoint.port'],
  ],
  KUBERNETES_VERSION: [
    [CONTROL_PLANE, 'spec.version'],
    [NAMES.WORKERS_NAME ?? CLUSTER, 'spec.template.spec.version'],
  ],
  IMAGE_URL: [[infrastructure('Metal3MachineTemplate'), 'spec.template.spec.image.url']],
};

/**
 * What the workspace already settles of a snippet that writes objects of `kinds`: those have the names that others refer
 * to already, and other names are those of the nearest object. The rest is for its writer to say.
 */
export function snippetValues(context: Context, kinds: readonly string[]): ValueFor {
  const known = new Map<string, string | undefined>();
  return (name) => {
    if (!known.has(name)) known.set(name, valueFor(context, kinds, name));
    return known.get(name);
  };
}

function valueFor(context: Context, kinds: readonly string[], name: string): string | undefined {
  if (name === 'NAMESPACE') return namespacesNear(context)[0]?.text;
  const named = NAMES[name];
  if (named) {
    const [expected] = context.expectedNames(named);
    if (kinds.includes(named.kind)) return expected?.text;
    return nearest(context, named)?.name ?? expected?.text;
  }
  for (const [kind, path] of FIELDS[name] ?? []) {
    const found = nearest(context, kind);
    const text = found && scalarAt(found.root, path.split('.'))?.text;
    if (text) return name === 'KUBERNETES_VERSION' ? text.replace(/^v/, '') : text;
  }
  return name === 'KUBERNETES_VERSION' && context.targets.kamaji ? kubernetesVersions(context, '')[0]?.text : undefined;
}

function nearest(context: Context, kind: GroupKind): Resource | undefined {
  return context.objectsNear(kind).find(({ document }) => document !== context.document);
}
