import type { ObjectFacts } from '../../../core/hover/hover-context.ts';
import { nodeAt } from '../../../core/syntax/lookup.ts';
import { KubeadmConfigTemplate, KubeadmControlPlane } from '../kinds.ts';

/** The facts that hovers show about the provider's objects. */
export const KUBEADM_OBJECT_FACTS: readonly ObjectFacts[] = [
  {
    kind: KubeadmControlPlane,
    fields: [
      ['spec', 'version'],
      ['spec', 'replicas'],
    ],
  },
  {
    kind: KubeadmConfigTemplate,
    fields: [],
    lines(resource) {
      const files = nodeAt(resource.root, ['spec', 'template', 'spec', 'files']);
      return files?.kind === 'sequence' ? [`${files.items.length} files`] : [];
    },
  },
];
