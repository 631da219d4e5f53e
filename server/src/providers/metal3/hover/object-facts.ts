import type { ObjectFacts } from '../../../core/hover/hover-context.ts';
import { codeSpan } from '../../../core/text/markdown.ts';
import { CLUSTER_NAME_PATH } from '../../cluster-api/cluster-name.ts';
import { Metal3Cluster, Metal3DataTemplate, Metal3MachineTemplate } from '../kinds.ts';
import { templateKeysOf } from '../metadata-keys.ts';

/** The facts that hovers show about the provider's objects. */
export const METAL3_OBJECT_FACTS: readonly ObjectFacts[] = [
  {
    kind: Metal3Cluster,
    fields: [
      ['spec', 'controlPlaneEndpoint', 'host'],
      ['spec', 'controlPlaneEndpoint', 'port'],
    ],
  },
  {
    kind: Metal3MachineTemplate,
    fields: [
      ['spec', 'template', 'spec', 'image', 'url'],
      ['spec', 'template', 'spec', 'dataTemplate', 'name'],
    ],
  },
  {
    kind: Metal3DataTemplate,
    fields: [CLUSTER_NAME_PATH],
    lines(resource) {
      const keys = templateKeysOf(resource).map(({ key }) => codeSpan(key));
      return keys.length === 0 ? [] : [`keys: ${keys.join(', ')}`];
    },
  },
];
