import { groupBy } from '../text/group-by.ts';
import { hasDefault, readVariables, type VariableUse } from './variables.ts';

/** A variable of a template, as `clusterctl generate cluster --list-variables` lists it. */
export interface TemplateVariable {
  readonly name: string;
  /** In the order of the text. */
  readonly uses: readonly VariableUse[];
  /** The default of the first use. Without one, clusterctl requires a value, even if later uses have a default. */
  readonly default?: string;
  /** Defaults of later uses that differ. Each use without a value gets its own default. */
  readonly otherDefaults: readonly string[];
}

/**
 * Returns the variables of a template, without optional ones that occur only in defaults: first those without a default,
 * then by name.
 */
export function templateVariables(text: string): readonly TemplateVariable[] {
  return [...groupBy(readVariables(text).uses, ({ name }) => name)]
    .map(([name, uses]) => {
      const [first] = uses;
      const value = hasDefault(first) ? first.argument : undefined;
      const others = uses.filter((use) => hasDefault(use) && use.argument !== value).map(({ argument }) => argument);
      return { name, uses, otherDefaults: [...new Set(others)], ...(value === undefined ? {} : { default: value }) };
    })
    .sort((a, b) => Number('default' in a) - Number('default' in b) || (a.name < b.name ? -1 : 1));
}
