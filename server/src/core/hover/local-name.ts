import { localReferencesOf, localReferencesTo } from '../objects/local-references.ts';
import { pathText } from '../syntax/lookup.ts';
import { codeSpan, plainMarkdown } from '../text/markdown.ts';
import type { HoverContext } from './hover-context.ts';

/** Describes a name within the object, such as that of a link: where it is defined, or where it is used. */
export function localNameHover({ input, document, found }: HoverContext): readonly string[] {
  const resource = input.workspace.resourceIn(document);
  if (!resource || found.isKey) return [];
  const used = localReferencesOf(resource).find(({ nameNode }) => nameNode === found.node);
  if (used) {
    const places = used.targets.map(({ path }) => codeSpan(pathText(path.slice(0, -1))));
    return [
      places.length === 0
        ? `No ${used.field.noun} has the name "${plainMarkdown(used.name)}".`
        : `Refers to the ${used.field.noun} at ${places.join(', ')}.`,
    ];
  }
  const users = localReferencesTo(resource, found.node);
  return users.length === 0 ? [] : [`Referenced at ${users.map(({ path }) => codeSpan(pathText(path))).join(', ')}.`];
}
