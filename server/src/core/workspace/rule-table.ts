import { type GroupKind, isOneOf, keyOf } from '../objects/group-kind.ts';
import { type Rule, renamedRules } from '../rules/rule.ts';
import { memoize } from '../text/memoize.ts';

/** The rules, grouped by the input that they check. */
export class RuleTable {
  /** Rules that check the text of every document. */
  readonly ofSource: readonly Rule[];
  /** Rules that check text with syntax errors. */
  readonly ofUnreadable: readonly Rule[];
  /** Rules that check the comments that ignore findings. */
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

  /** Returns the rules that check objects of a kind. */
  ofKind(kind: GroupKind): readonly Rule[] {
    const key = keyOf(kind);
    const known = this.#byKind.get(key);
    if (known) return known;
    const own = this.#rules.filter((rule) => rule.check && (!rule.on || isOneOf(kind, rule.on)));
    this.#byKind.set(key, own);
    return own;
  }
}

/** Cached by the list of rules, because `lint --isolated` creates a workspace for each of thousands of files. */
export const ruleTableOf = memoize((rules: readonly Rule[]) => new RuleTable(rules));
