import { type GroupKind, isOneOf, keyOf } from '../objects/group-kind.ts';
import { type Rule, renamedRules } from '../rules/rule.ts';
import { remembered } from '../text/remembered.ts';

/** Which rules are asked about what. */
export class RuleTable {
  /** RecordedQuery about every document's text. */
  readonly ofSource: readonly Rule[];
  /** RecordedQuery about text that cannot be read. */
  readonly ofUnreadable: readonly Rule[];
  /** RecordedQuery about the comments that ignore rules. */
  readonly ofIgnored: readonly Rule[];
  readonly ids: ReadonlySet<string>;
  /** The current ids of renamed rules, by their former ids. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly #rules: readonly Rule[];
  readonly #byKind = new Map<string, readonly Rule[]>();

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
    this.ofSource = rules.filter(({ checkSource }) => checkSource);
    this.ofUnreadable = rules.filter(({ checkSource, checkText }) => checkSource || checkText);
    this.ofIgnored = rules.filter(({ checkIgnored }) => checkIgnored);
    this.ids = new Set(rules.map(({ id }) => id));
    this.renamed = renamedRules(rules);
  }

  /** RecordedQuery about objects of a kind. */
  ofKind(kind: GroupKind): readonly Rule[] {
    const key = keyOf(kind);
    const known = this.#byKind.get(key);
    if (known) return known;
    const own = this.#rules.filter((rule) => rule.check && (!rule.on || isOneOf(kind, rule.on)));
    this.#byKind.set(key, own);
    return own;
  }
}

/** Made once for a list of rules: `lint --isolated` makes a workspace for each of thousands of files. */
export const ruleTableOf = remembered((rules: readonly Rule[]) => new RuleTable(rules));
