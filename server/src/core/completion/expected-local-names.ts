import type { ValueSlot } from '../cursor/cursor.ts';
import { isTemplate } from '../objects/template-text.ts';
import { fits, matches } from '../syntax/path-pattern.ts';
import type { Context } from './context.ts';
import type { Value } from './value.ts';

/** Returns names that the same object uses but does not define, such as the links of networks. */
export function expectedLocalNames({ known, input, cursor: { root } }: Context, { path }: ValueSlot): readonly Value[] {
  const fields = known ? input.workspace.model.localReferenceFieldsOf(known) : [];
  const naming = fields.filter(({ definitions }) => definitions.some((each) => fits(each, path)));
  const texts = (patterns: (typeof naming)[number]['definitions']) =>
    patterns
      .flatMap((pattern) => matches(root, pattern))
      .flatMap(({ node }) => (node.kind === 'scalar' && node.text !== '' && !isTemplate(node.text) ? [node.text] : []));
  const given = new Set(texts(naming.flatMap(({ definitions }) => definitions)));
  const used = texts(naming.map(({ pattern }) => pattern));
  return [...new Set(used)].filter((text) => !given.has(text)).map((text) => ({ text, detail: 'used in this object' }));
}
