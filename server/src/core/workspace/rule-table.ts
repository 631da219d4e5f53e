import type { Rule } from '../rules/rule.ts';
import { remembered } from '../text/remembered.ts';

/** Which rules are asked about what. */
export class RuleTable {
  /** Asked about every document's text. */
  readonly ofSource: readonly Rule[];
  /** Asked about text that cannot be read. */
  readonly ofUnreadable: readonly Rule[];
  /** Asked about the comments that ignore rules. */
  readonly ofIgnored: readonly Rule[];
  readonly ids: ReadonlySet<string>;
  readonly #rules: readonly Rule[];
  readonly #byKind = new Map<string, readonly Rule[]>();

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
    this.ofSource = rules.filter(({ checkSource }) => checkSource);
    this.ofUnreadable = rules.filter(({ checkSource, checkText }) => checkSource || checkText);
    this.ofIgnored = rules.filter(({ checkIgnored }) => checkIgnored);
    this.ids = new Set(rules.map(({ id }) => id));
  }

  /** Asked about objects of a kind. */
  ofKind(kind: string): readonly Rule[] {
    const known = this.#byKind.get(kind);
    if (known) return known;
    const own = this.#rules.filter((rule) => rule.check && (!rule.kinds || rule.kinds.includes(kind)));
    this.#byKind.set(kind, own);
    return own;
  }
}

/** Made once for a list of rules: `lint --isolated` makes a workspace for each of thousands of files. */
export const ruleTableOf = remembered((rules: readonly Rule[]) => new RuleTable(rules));
