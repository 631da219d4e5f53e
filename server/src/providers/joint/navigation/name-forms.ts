import type { NameForm } from '../../../core/navigation/named.ts';
import { nodeAt } from '../../../core/syntax/lookup.ts';
import { isDnsLabel, isLabelValue } from '../../../core/validation/names.ts';
import { Cluster, MachineDeployment } from '../../cluster-api/kinds.ts';
import { TenantControlPlane } from '../../kamaji/kinds.ts';
import { KamajiControlPlane } from '../../kamaji-control-plane/kinds.ts';
import { Namespace } from '../../kubernetes/kinds.ts';

const LABEL_VALUE = {
  isValid: isLabelValue,
  because: 'passes its name on in labels, which hold at most 63 letters',
};

const SERVICE_NAME = {
  isValid: (name: string) => isDnsLabel(name) && /^[a-z]/.test(name),
  because:
    'gives its name to a Service, for which Kamaji wants lower-case letters, digits and "-", a letter first, 63 at most',
};

const EXTERNAL_CLUSTER = ['spec', 'deployment', 'externalClusterReference'];

/**
 * Kinds whose names must be more than a DNS subdomain. Source: the webhooks of Cluster and MachineDeployment (Cluster API
 * v1.4 and later); the name webhook of TenantControlPlane (Kamaji v0.3.1 and later); namespaces of Kubernetes.
 */
export const NAME_FORMS: readonly NameForm[] = [
  { kind: Cluster, ...LABEL_VALUE },
  { kind: MachineDeployment, ...LABEL_VALUE },
  {
    kind: KamajiControlPlane,
    ...SERVICE_NAME,
    // In another cluster the control plane gets a generated name.
    isExempt: ({ root }) => nodeAt(root, EXTERNAL_CLUSTER) !== undefined,
  },
  { kind: TenantControlPlane, ...SERVICE_NAME },
  { kind: Namespace, isValid: isDnsLabel, because: 'is called by lower-case letters, digits and "-", 63 at most' },
];
