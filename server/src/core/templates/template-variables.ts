import { hasDefault, readVariables, type VariableUse } from './variables.ts';

/** A variable of a template, as `clusterctl generate cluster --list-variables` tells of it. */
export interface TemplateVariable {
  readonly name: string;
  /** In the order of the text. */
  readonly uses: readonly VariableUse[];
  /** What the first use gives for a default; without one clusterctl asks for a value, whatever later uses say. */
  readonly default?: string;
}

/** The variables of a template, by name. Those that stand in defaults alone are not asked for, and may be empty. */
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
