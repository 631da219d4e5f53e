import type { ValueSlot } from '../cursor/cursor.ts';
import { type GroupKind, isOneOf } from '../objects/group-kind.ts';
import type { NodePath } from '../syntax/lookup.ts';
import { fits, pathPattern } from '../syntax/path-pattern.ts';
import { sameItems } from '../text/same-items.ts';
import type { CommonValues, Context } from './context.ts';
import type { Value } from './value.ts';

/** Returns common values of a field whose schema does not list them. */
export function commonValues(context: Context, { path }: ValueSlot): readonly Value[] {
  const { known, input } = context;
  if (!known) return [];
  const { commonValues: rows, embeddedSpecs } = input.workspace.features.completion;
  const rest = withoutTemplate(path, embeddedSpecs);
  return rows
    .filter(({ kinds, pattern }) => (!kinds || isOneOf(known, kinds)) && fits(pattern, rest))
    .flatMap(({ values }) => values(context));
}

/** Returns a row of fixed values, which are the same for every context. */
export function commonTexts(kinds: readonly GroupKind[], path: string, texts: readonly string[]): CommonValues {
  const values = texts.map((text) => ({ text }));
  return { kinds, pattern: pathPattern(path), values: () => values };
}

const TEMPLATE_SPEC: NodePath = ['spec', 'template', 'spec'];

/** Returns the path in the kind itself for a path below `spec.template.spec` or another embedded spec. */
function withoutTemplate(path: NodePath, embedded: readonly NodePath[]): NodePath {
  const prefix = [TEMPLATE_SPEC, ...embedded].find((each) => sameItems(path.slice(0, each.length), each));
  return prefix ? ['spec', ...path.slice(prefix.length)] : path;
}
