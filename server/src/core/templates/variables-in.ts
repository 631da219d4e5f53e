import { memoize } from '../text/memoize.ts';
import { contains } from '../text/span.ts';
import { readVariables, type VariableUse } from './variables.ts';

/** Returns the variables of a text, including those in defaults, in the order in which they begin. */
export const variablesIn = memoize(({ text }: { readonly text: string }): readonly VariableUse[] => {
  return readVariables(text).uses.flatMap(withNested);
});

function withNested(use: VariableUse): readonly VariableUse[] {
  return [use, ...use.nested.flatMap(withNested)];
}

/** Returns the innermost variable that contains an offset. */
export function variableAt(document: { readonly text: string }, offset: number): VariableUse | undefined {
  return variablesIn(document).findLast(({ span }) => contains(span, offset));
}
