import { nameOf } from '../objects/resource.ts';
import { isTemplate } from '../objects/template-text.ts';
import { codeSpan, plainMarkdown } from '../text/markdown.ts';
import type { HoverContext } from './hover-context.ts';

/** Returns a line for each value that the field must match, which states whether it does. */
export function matchingValuesHover(pointed: HoverContext): readonly string[] {
  const { path, value, found } = pointed;
  const slot = { kind: 'value', path, node: value ?? found.node } as const;
  const { matchingValues } = pointed.input.workspace.features.completion;
  const others = matchingValues.flatMap((source) => source(pointed, slot));
  const lines = others.flatMap(({ text, mustMatch }) => {
    if (!mustMatch) return [];
    const isKnown = value !== undefined && !isTemplate(value.text) && !isTemplate(text);
    const mark = !isKnown ? 'Must match' : value.text === text ? '✓ Matches' : '✗ Does not match';
    return [`${mark} ${plainMarkdown(nameOf(mustMatch))}: ${codeSpan(text)}`];
  });
  return lines.length === 0 ? [] : [[...new Set(lines)].join('  \n')];
}
