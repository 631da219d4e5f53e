import { referencePlaceAt } from '../objects/references.ts';
import { containerAround, folderOf } from '../text/containers.ts';
import { decodedName } from '../text/uri-text.ts';
import { objectFacts } from './object-facts.ts';
import type { Hover, Pointed } from './pointed.ts';

/** The object that a reference names; or that no manifest at hand has it. */
export function referenceHover({ asks, document, known, path, found }: Pointed): Hover['markdown'][] {
  const resource = asks.workspace.resourceIn(document);
  const place = known && referencePlaceAt(known, path, asks.workspace.model);
  const reference = resource?.references.find(({ nameNode }) => nameNode === found.node);
  if (!resource || !place || !reference) return [];
  const { kind, name } = reference.target;
  const resolution = asks.workspace.resolve(resource, reference);
  if (resolution.kind === 'object') {
    const { uri } = resolution.resource;
    const namesakes = asks.workspace.objectsNamed(reference.target, name, resource.uri).length;
    const among = namesakes > 1 ? `, the nearest of ${namesakes} of that name` : '';
    const where = uri === resource.uri && among === '' ? [] : [`Resolved in ${placeFrom(resource.uri, uri)}${among}.`];
    return [[objectFacts(resolution.resource, asks.workspace.features.hover), ...where].join('  \n')];
  }
  if (resolution.kind === 'absent') return [`No ${kind} "${name}" is in the manifests at hand.`];
  const candidates = resolution.candidates.map((each) => objectFacts(each, asks.workspace.features.hover));
  if (candidates.length < 2) return [];
  return [
    `${candidates.length} objects could be meant, and none is nearer than the others:`,
    ...candidates.slice(0, 3),
  ];
}

/** Where a file lies, for somebody in another: `this file`, `this folder`, or the path to its folder. */
function placeFrom(from: string, uri: string): string {
  if (from === uri) return 'this file';
  const folder = folderOf(uri);
  let up = '';
  let around = folderOf(from);
  for (; !folder.startsWith(around); around = containerAround(around)) up += '../';
  const path = decodedName(`${up}${folder.slice(around.length)}`).replace(/\/$/, '');
  return path === '' ? 'this folder' : path;
}
