import { nameOf } from '../objects/resource.ts';
import { pathText } from '../syntax/lookup.ts';
import { codeSpan, plainMarkdown } from '../text/markdown.ts';
import type { HoverContext } from './hover-context.ts';
import { objectFacts } from './object-facts.ts';

const SHOWN = 10;

/** Describes the object whose name is under the pointer, and lists the references to it. */
export function objectNameHover({ input, document, path, found }: HoverContext): readonly string[] {
  const resource = input.workspace.resourceIn(document);
  if (!resource || found.isKey || pathText(path) !== 'metadata.name') return [];
  const referrers = input.workspace.referrersTo(resource);
  const lines = referrers
    .slice(0, SHOWN)
    .map(
      ({ resource: other, reference }) => `- ${plainMarkdown(nameOf(other))}, ${codeSpan(pathText(reference.path))}`,
    );
  const more = referrers.length > SHOWN ? [`- and ${referrers.length - SHOWN} more`] : [];
  const references =
    lines.length === 0 ? 'No object in the workspace refers to it.' : ['Referenced by', ...lines, ...more].join('\n');
  return [objectFacts(resource, input.workspace.features.hover), references];
}
