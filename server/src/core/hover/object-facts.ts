import { isKind } from '../objects/group-kind.ts';
import { nameOf, type Resource } from '../objects/resource.ts';
import { pathText, scalarAt } from '../syntax/lookup.ts';
import { codeSpan, plainMarkdown } from '../text/markdown.ts';
import { decodedName } from '../text/uri-text.ts';
import type { HoverContributions } from './hover-context.ts';

/** Describes an object in a few lines: its kind and name, its location, and its most important fields. */
export function objectFacts(resource: Resource, { objectFacts: facts }: HoverContributions): string {
  const { namespace, apiVersion, uri } = resource;
  const file = plainMarkdown(decodedName(uri.slice(uri.lastIndexOf('/') + 1)));
  const head = `**${plainMarkdown(nameOf(resource))}** ${codeSpan(apiVersion)}`;
  const where = [namespace === undefined ? '' : `namespace ${plainMarkdown(namespace)}`, `in ${file}`]
    .filter((each) => each)
    .join(', ');
  const applicable = facts.filter(({ kind }) => isKind(resource, kind));
  const lines = applicable.flatMap(({ lines: computed }) => computed?.(resource) ?? []);
  const fields = applicable.flatMap((each) =>
    each.fields.flatMap((path) => {
      const text = scalarAt(resource.root, path)?.text;
      return text
        ? [`${pathText(path.filter((step) => step !== 'spec' && step !== 'template'))}: ${codeSpan(text)}`]
        : [];
    }),
  );
  return [head, where, ...lines, ...fields].join('  \n');
}
