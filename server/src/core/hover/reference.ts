import { referencePlaceAt } from '../resources/references.ts';
import type { Hover, Pointed } from './hover.ts';
import { objectFacts } from './object-facts.ts';

/** The object that a reference names; or that no manifest at hand has it. */
export function referenceHover({ asks, document, known, path, found }: Pointed): Hover['markdown'][] {
  const resource = asks.workspace.resourceIn(document);
  const place = known && referencePlaceAt(known, path);
  const reference = resource?.references.find(({ nameNode }) => nameNode === found.node);
  if (!resource || !place || !reference) return [];
  const { kind, name } = reference.target;
  const resolution = asks.workspace.resolve(resource, reference);
  if (resolution.kind === 'object') return [objectFacts(resolution.resource)];
  if (resolution.kind === 'absent') return [`No ${kind} "${name}" is in the manifests at hand.`];
  const candidates = resolution.candidates.map(objectFacts);
  return candidates.length > 1 ? [`${candidates.length} objects could be meant:`, ...candidates.slice(0, 3)] : [];
}
