import { Environment, type ParseResult } from '@marcbachmann/cel-js';
import { isCidr, isIp } from '../addresses/addresses.ts';
import { Pattern } from '../text/pattern.ts';
import { BudgetExceeded, CelBudget, renameCalls } from './cel-budget.ts';

/** The result of a CEL rule for a value; `unknown` if the evaluation would cost too much. */
export type RuleResult = 'holds' | 'broken' | 'unknown';

/** Further patterns are not checked. The bundled schemas have about a hundred. */
const MAX_COMPILED = 1_000;

/** The patterns and CEL rules of schemas, each compiled once. Invalid ones are not checked. */
export class Expressions {
  readonly #patterns = new Map<string, Pattern | undefined>();
  #compiled = 0;
  readonly #rules = new Map<string, ParseResult | undefined>();
  #environment: Environment | undefined;
  readonly #budget = new CelBudget();

  /** Returns a compiled pattern in the syntax of RE2; undefined if the text is not one. */
  pattern(text: string): Pattern | undefined {
    const known = this.#patterns.get(text);
    if (known || this.#patterns.has(text) || this.#compiled > MAX_COMPILED) return known;
    const pattern = Pattern.of(text);
    if (pattern?.isCompiled) this.#compiled++;
    this.#patterns.set(text, pattern);
    return pattern;
  }

  /** Begins with the CEL rules of another object, whose text has a length in UTF-16 units. */
  beginObject(length: number): void {
    this.#budget.beginObject(length);
  }

  /** True if the rules of the object took too many steps. */
  get isSpent(): boolean {
    return this.#budget.isObjectSpent;
  }

  /**
   * Evaluates a rule. As in the API server, a rule that reads an unset key is not satisfied. A rule that cannot be
   * parsed is satisfied.
   */
  evaluate(rule: string, self: unknown): RuleResult {
    if (concernsAbsentField(rule, self)) return 'holds';
    if (!this.#rules.has(rule)) this.#rules.set(rule, this.#parse(rule));
    const parsed = this.#rules.get(rule);
    if (!parsed) return 'holds';
    this.#budget.begin();
    let holds: boolean;
    try {
      holds = parsed({ self }) !== false;
    } catch (error) {
      // The library throws where CEL has an error value. Only a missing key is certain to be an error in Kubernetes too.
      holds = !/no such key/i.test(String(error));
    }
    this.#budget.end();
    // The quantifiers of CEL swallow errors, so the result is unusable.
    if (this.#budget.isSpent) return 'unknown';
    return holds ? 'holds' : 'broken';
  }

  #parse(rule: string): ParseResult | undefined {
    this.#environment ??= this.#kubernetesEnvironment();
    try {
      const parsed = this.#environment.parse(rule);
      renameCalls(parsed.ast, 'matches', MATCHES);
      // check() expands macros, whose steps must be counted too.
      parsed.check();
      this.#budget.count(parsed.ast);
      return parsed;
    } catch {
      // The library throws if it cannot parse the rule, which then holds.
      return undefined;
    }
  }

  /** Returns the functions that Kubernetes adds to CEL and the CRDs of the providers use, with RE2 for `matches`. */
  #kubernetesEnvironment(): Environment {
    return new Environment({ unlistedVariablesAreDyn: true })
      .registerFunction('isIP(string): bool', isIp)
      .registerFunction('isCIDR(string): bool', isCidr)
      .registerFunction(`string.${MATCHES}(string): bool`, (text: string, pattern: string) => {
        const compiled = this.pattern(pattern);
        if (!compiled) throw new Error(`invalid regular expression: ${pattern}`);
        const answer = compiled.test(text);
        if (answer !== undefined) return answer;
        this.#budget.spendAll();
        throw new BudgetExceeded();
      });
  }
}

/**
 * Returns true if a rule has the common form `!has(self.FIELD) || …` and the value does not have the field. The rest, even an
 * error in it, makes no difference then, so the library is not needed. Only a conditional has a lower precedence.
 */
function concernsAbsentField(rule: string, self: unknown): boolean {
  const field = /^!has\(self\.(\w+)\) \|\| [^?]*$/.exec(rule)?.[1];
  if (field === undefined || typeof self !== 'object' || self === null || Array.isArray(self)) return false;
  return !Object.hasOwn(self, field);
}

/** The name of our `matches` in the library, whose own functions cannot be replaced. */
const MATCHES = 'matchesRe2';
