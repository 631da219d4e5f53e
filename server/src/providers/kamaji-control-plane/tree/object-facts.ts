import { factsAbout, type ObjectFactSource, replicasAt, shortValueAt } from '../../../core/tree/object-facts.ts';
import { KamajiControlPlane } from '../kinds.ts';
import { publishedEndpoints } from '../published-endpoint.ts';

/** What the diagram shows of a control plane: where it is published, and its size and version. */
export const KAMAJI_CONTROL_PLANE_DIAGRAM_FACTS: readonly ObjectFactSource[] = [
  factsAbout([KamajiControlPlane], (controlPlane) => [
    publishedEndpoints(controlPlane).current?.host,
    replicasAt(controlPlane, ['spec', 'replicas']),
    shortValueAt(controlPlane, ['spec', 'version']),
  ]),
];
