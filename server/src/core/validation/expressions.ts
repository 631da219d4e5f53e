import { Environment, type ParseResult } from '@marcbachmann/cel-js';
import { isCidr, isIp } from '../addresses/addresses.ts';

/** Patterns and CEL rules of schemas, each made ready once. What cannot be made ready decides nothing. */
export class Expressions {
  readonly #patterns = new Map<string, RegExp | undefined>();
  readonly #rules = new Map<string, ParseResult | undefined>();
  #environment: Environment | undefined;

  /** Patterns are Go's; one that means nothing in this language gives undefined. */
  pattern(text: string): RegExp | undefined {
    if (!this.#patterns.has(text))
      this.#patterns.set(
        text,
        attempt(() => new RegExp(text)),
      );
    return this.#patterns.get(text);
  }

  /**
   * Whether a value obeys a rule. A rule that reads a key that is not there does not hold, as the API server says too;
   * one that cannot be read is taken to hold.
   */
  obeys(rule: string, self: unknown): boolean {
    if (!this.#rules.has(rule)) {
      this.#environment ??= kubernetesEnvironment();
      const environment = this.#environment;
      this.#rules.set(
        rule,
        attempt(() => environment.parse(rule)),
      );
    }
    const parsed = this.#rules.get(rule);
    if (!parsed) return true;
    try {
      return parsed({ self }) !== false;
    } catch (error) {
      return !/no such key/i.test(String(error));
    }
  }
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** The functions that Kubernetes adds to CEL, as far as CRDs of our providers use them. */
function kubernetesEnvironment(): Environment {
  return new Environment({ unlistedVariablesAreDyn: true })
    .registerFunction('isIP(string): bool', isIp)
    .registerFunction('isCIDR(string): bool', isCidr);
}
