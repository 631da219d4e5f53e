import { hasDefault, readVariables, type VariableUse } from './variables.ts';

/** A template variable, as listed by `clusterctl generate cluster --list-variables`. */
export interface TemplateVariable {
  readonly name: string;
  /** In text order. */
  readonly uses: readonly VariableUse[];
  /** The default of the first use. Without it, clusterctl requires a value, even if later uses have a default. */
  readonly default?: string;
}

/**
 * Returns the variables of a template, by name. Variables that occur only in defaults are not required, and may be
 * empty.
 */
export function templateVariables(text: string): readonly TemplateVariable[] {
  const byName = new Map<string, VariableUse[]>();
  for (const use of readVariables(text).uses) {
    const known = byName.get(use.name);
    if (known) known.push(use);
    else byName.set(use.name, [use]);
  }
  return [...byName]
    .map(([name, uses]) => {
      const [first] = uses;
      return { name, uses, ...(first && hasDefault(first) ? { default: first.argument } : {}) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
