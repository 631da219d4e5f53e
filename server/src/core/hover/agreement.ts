import { pairValues } from '../completion/pairs.ts';
import { nameOf } from '../resources/resource.ts';
import { isTemplate } from '../resources/template-text.ts';
import type { Pointed } from './hover.ts';

/** What a field must agree with, and whether it does. */
export function agreementHover(pointed: Pointed): readonly string[] {
  const { path, value, found } = pointed;
  const others = pairValues(pointed, { kind: 'value', path, node: value ?? found.node });
  const lines = others.flatMap(({ text, bindingBy }) => {
    if (!bindingBy) return [];
    const isKnown = value !== undefined && !isTemplate(value.text) && !isTemplate(text);
    const mark = !isKnown ? 'Must agree with' : value.text === text ? '✓ Agrees with' : '✗ Does not agree with';
    return [`${mark} ${nameOf(bindingBy)}: \`${text}\``];
  });
  return lines.length === 0 ? [] : [[...new Set(lines)].join('  \n')];
}
