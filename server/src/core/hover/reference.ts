import { referencePlaceAt } from '../objects/references.ts';
import { isSameNode } from '../syntax/same-node.ts';
import { containerAround, folderOf } from '../text/containers.ts';
import { plainMarkdown } from '../text/markdown.ts';
import { decodedName } from '../text/uri-text.ts';
import type { Hover, HoverContext } from './hover-context.ts';
import { objectFacts } from './object-facts.ts';

/** Describes the object that a reference resolves to, or reports that it is not in the workspace. */
export function referenceHover({ input, document, known, path, found }: HoverContext): Hover['markdown'][] {
  const resource = input.workspace.resourceIn(document);
  const place = known && referencePlaceAt(known, path, input.workspace.model);
  const reference = resource?.references.find(({ nameNode }) => isSameNode(nameNode, found.node));
  if (!resource || !place || !reference) return [];
  const { kind, name } = reference.target;
  const resolution = input.workspace.resolve(resource, reference);
  if (resolution.kind === 'object') {
    const { uri } = resolution.resource;
    const count = input.workspace.objectsNamed(reference.target, name, resource.uri).length;
    const ofSeveral = count > 1 ? `, the nearest of ${count} objects with this name` : '';
    const where =
      uri === resource.uri && ofSeveral === '' ? [] : [`Resolved in ${placeFrom(resource.uri, uri)}${ofSeveral}.`];
    return [[objectFacts(resolution.resource, input.workspace.features.hover), ...where].join('  \n')];
  }
  if (resolution.kind === 'absent') return [`No ${plainMarkdown(`${kind} "${name}"`)} is in the workspace.`];
  const candidates = resolution.candidates.map((each) => objectFacts(each, input.workspace.features.hover));
  if (candidates.length < 2) return [];
  return [`${candidates.length} objects match, and none is nearer than the others:`, ...candidates.slice(0, 3)];
}

/** Returns the location of a file relative to another: `this file`, `this folder`, or the path to its folder. */
function placeFrom(from: string, uri: string): string {
  if (from === uri) return 'this file';
  const folder = folderOf(uri);
  let up = '';
  let ancestor = folderOf(from);
  for (; !folder.startsWith(ancestor); ancestor = containerAround(ancestor)) up += '../';
  const path = decodedName(`${up}${folder.slice(ancestor.length)}`).replace(/\/$/, '');
  return path === '' ? 'this folder' : plainMarkdown(path);
}
