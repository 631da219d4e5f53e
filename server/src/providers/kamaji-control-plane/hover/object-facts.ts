import type { ObjectFacts } from '../../../core/hover/hover-context.ts';
import { codeSpan } from '../../../core/text/markdown.ts';
import { KamajiControlPlane } from '../kinds.ts';
import { publishedEndpoints } from '../published-endpoint.ts';
import { DATA_STORE_NAME } from '../references.ts';

/** The facts that hovers show about the provider's objects. */
export const KAMAJI_CONTROL_PLANE_OBJECT_FACTS: readonly ObjectFacts[] = [
  {
    kind: KamajiControlPlane,
    fields: [['spec', 'version'], ['spec', 'replicas'], DATA_STORE_NAME.split('.')],
    lines(resource) {
      const endpoint = publishedEndpoints(resource).current;
      if (!endpoint) return [];
      return [`published at ${codeSpan(`${endpoint.host}${endpoint.port === undefined ? '' : `:${endpoint.port}`}`)}`];
    },
  },
];
