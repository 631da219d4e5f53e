import { keyOf } from '../objects/group-kind.ts';
import type { Resource } from '../objects/resource.ts';
import { type PathPattern, type PatternMatch, PatternTree } from '../syntax/path-pattern.ts';
import type { FactRuleId, Row } from './fact.ts';

/** A place in an object at which a fact applies. */
export type FactMatch = PatternMatch & { readonly value: Row };

/** The facts that apply to an object, by the rule that reports them. */
export type FactMatches = ReadonlyMap<FactRuleId, readonly FactMatch[]>;

const NONE: FactMatches = new Map();

/** All facts, by kind and place, so that one walk over an object finds every place. */
export class FactIndex {
  readonly #patterns = new Map<string, (readonly [PathPattern, Row])[]>();
  /** Built when the first object of the kind is checked, because most files contain few kinds. */
  readonly #trees = new Map<string, PatternTree<Row>>();

  constructor(rows: readonly Row[]) {
    for (const row of rows)
      for (const place of row.places) {
        const own = this.#patterns.get(keyOf(place));
        if (own) own.push([place.pattern, row]);
        else this.#patterns.set(keyOf(place), [[place.pattern, row]]);
      }
  }

  matchesIn(resource: Resource): FactMatches {
    const tree = this.#treeOf(keyOf(resource));
    if (!tree) return NONE;
    const byRule = new Map<FactRuleId, FactMatch[]>();
    for (const match of tree.matches(resource.root)) {
      const own = byRule.get(match.value.rule);
      if (own) own.push(match);
      else byRule.set(match.value.rule, [match]);
    }
    return byRule;
  }

  #treeOf(kind: string): PatternTree<Row> | undefined {
    const known = this.#trees.get(kind);
    const patterns = this.#patterns.get(kind);
    if (known || !patterns) return known;
    const tree = new PatternTree(patterns);
    this.#trees.set(kind, tree);
    return tree;
  }
}
