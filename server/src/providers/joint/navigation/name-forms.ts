import type { NameRule } from '../../../core/navigation/symbol.ts';
import { nodeAt } from '../../../core/syntax/lookup.ts';
import { isDnsLabel, isLabelValue } from '../../../core/validation/names.ts';
import { Cluster, MachineDeployment } from '../../cluster-api/kinds.ts';
import { TenantControlPlane } from '../../kamaji/kinds.ts';
import { KamajiControlPlane } from '../../kamaji-control-plane/kinds.ts';
import { Namespace } from '../../kubernetes/kinds.ts';

const LABEL_VALUE = {
  isValid: isLabelValue,
  because: 'uses its name in labels, which have at most 63 characters',
};

const SERVICE_NAME = {
  isValid: (name: string) => isDnsLabel(name) && /^[a-z]/.test(name),
  because:
    'gives its name to a Service, so the name must have at most 63 lowercase letters, digits and hyphens, and start with a letter',
};

const EXTERNAL_CLUSTER = ['spec', 'deployment', 'externalClusterReference'];

/**
 * Kinds whose names must be more than a DNS subdomain. Source: the webhooks of Cluster and MachineDeployment (Cluster API
 * v1.4 and later); the name webhook of TenantControlPlane (Kamaji v0.3.1 and later); namespaces of Kubernetes.
 */
export const NAME_FORMS: readonly NameRule[] = [
  { kind: Cluster, ...LABEL_VALUE },
  { kind: MachineDeployment, ...LABEL_VALUE },
  {
    kind: KamajiControlPlane,
    ...SERVICE_NAME,
    // In another cluster the control plane gets a generated name.
    isExempt: ({ root }) => nodeAt(root, EXTERNAL_CLUSTER) !== undefined,
  },
  { kind: TenantControlPlane, ...SERVICE_NAME },
  { kind: Namespace, isValid: isDnsLabel, because: 'has a name of at most 63 lowercase letters, digits and hyphens' },
];
