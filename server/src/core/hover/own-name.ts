import { nameOf } from '../objects/resource.ts';
import { pathText } from '../syntax/lookup.ts';
import { codeSpan, plainMarkdown } from '../text/markdown.ts';
import { objectFacts } from './object-facts.ts';
import type { Pointed } from './pointed.ts';

const SHOWN = 10;

/** Describes the object whose name is under the pointer, and lists the references to it. */
export function ownNameHover({ asks, document, path, found }: Pointed): readonly string[] {
  const resource = asks.workspace.resourceIn(document);
  if (!resource || found.isKey || pathText(path) !== 'metadata.name') return [];
  const referrers = asks.workspace.referrersTo(resource);
  const lines = referrers
    .slice(0, SHOWN)
    .map(
      ({ resource: other, reference }) => `- ${plainMarkdown(nameOf(other))}, ${codeSpan(pathText(reference.path))}`,
    );
  const more = referrers.length > SHOWN ? [`- and ${referrers.length - SHOWN} more`] : [];
  const references =
    lines.length === 0 ? 'No object in the workspace refers to it.' : ['Referenced by', ...lines, ...more].join('\n');
  return [objectFacts(resource, asks.workspace.features.hover), references];
}
