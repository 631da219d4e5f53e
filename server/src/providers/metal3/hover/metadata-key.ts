import type { Hover, HoverContext } from '../../../core/hover/hover-context.ts';
import { isOneOf } from '../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../core/objects/resource.ts';
import { codeSpan, plainMarkdown } from '../../../core/text/markdown.ts';
import { contains } from '../../../core/text/span.ts';
import { BOOTSTRAP_KINDS, renderedTexts } from '../../kubeadm/metadata-uses.ts';
import { bootPathsOf } from '../boot-paths.ts';
import { attributeOf, metadataKeysOf } from '../metadata-keys.ts';

/** Describes a key of `ds.meta_data`: its value and its source. */
export function metadataKeyHover({ input, document, offset, found }: HoverContext): Hover | undefined {
  const resource = input.workspace.resourceIn(document);
  if (!resource || found.isKey || !isOneOf(resource, BOOTSTRAP_KINDS)) return undefined;
  const uses = [...renderedTexts(resource)].flatMap((text) => text.uses);
  const use = uses.find(({ span }) => contains(span, offset));
  if (!use) return undefined;
  const boots = bootPathsOf(resource, input.workspace);
  const templates = boots.length === 0 ? [undefined] : [...new Set(boots.map(({ dataTemplate }) => dataTemplate))];
  const lines = templates.map((template) => lineFor(use.key, template, boots.length > 0));
  return { span: use.span, markdown: [codeSpan(`ds.meta_data.${use.key}`), ...new Set(lines)].join('\n\n') };
}

function lineFor(key: string, template: Resource | undefined, isCertain: boolean): string {
  const found = metadataKeysOf(template)?.find((each) => each.key === key || attributeOf(each.key) === key);
  const owner = template ? plainMarkdown(nameOf(template)) : 'the machine’s metadata';
  if (found)
    return `Holds ${plainMarkdown(found.holds)}.${found.from === 'template' && template ? ` From ${owner}.` : ''}`;
  return isCertain ? `${owner} has no such key.` : 'The data template of the machines is not in the workspace.';
}
