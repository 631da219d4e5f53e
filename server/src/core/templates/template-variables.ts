import { hasDefault, readVariables, type VariableUse } from './variables.ts';

/** A variable of a template, as `clusterctl generate cluster --list-variables` lists it. */
export interface TemplateVariable {
  readonly name: string;
  /** In the order of the text. */
  readonly uses: readonly VariableUse[];
  /** The default of the first use. Without one, clusterctl requires a value, even if later uses have a default. */
  readonly default?: string;
}

/** Returns the variables of a template, sorted by name, without optional ones that occur only in defaults. */
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
