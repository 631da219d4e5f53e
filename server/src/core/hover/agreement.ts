import { nameOf } from '../objects/resource.ts';
import { isTemplate } from '../objects/template-text.ts';
import { codeSpan, plainMarkdown } from '../text/markdown.ts';
import type { Pointed } from './pointed.ts';

/** Returns a line for each value that the field must match, and whether it does. */
export function agreementHover(pointed: Pointed): readonly string[] {
  const { path, value, found } = pointed;
  const slot = { kind: 'value', path, node: value ?? found.node } as const;
  const { agreeingValues } = pointed.asks.workspace.features.completion;
  const others = agreeingValues.flatMap((source) => source(pointed, slot));
  const lines = others.flatMap(({ text, bindingBy }) => {
    if (!bindingBy) return [];
    const isKnown = value !== undefined && !isTemplate(value.text) && !isTemplate(text);
    const mark = !isKnown ? 'Must match' : value.text === text ? '✓ Matches' : '✗ Does not match';
    return [`${mark} ${plainMarkdown(nameOf(bindingBy))}: ${codeSpan(text)}`];
  });
  return lines.length === 0 ? [] : [[...new Set(lines)].join('  \n')];
}
