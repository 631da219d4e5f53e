import type { ParseResult } from '@marcbachmann/cel-js';

/**
 * The maximum number of steps for one rule and value: the limit of Kubernetes for one expression (k8s.io/apiserver,
 * pkg/apis/cel/config.go: PerCallLimit). The units differ slightly, so the result of a rule that exceeds it is unknown.
 */
const MAX_STEPS = 1_000_000;

/**
 * The steps of all rules for one object. Kubernetes allows 10,000,000, but a file can have thousands of short objects.
 * The rules of the bundled schemas take less than one step for each character.
 */
const STEPS_PER_CHARACTER = 25;
const STEPS_ANYWAY = 5_000;
/** The cost of an evaluation in addition to its steps. */
const STEPS_PER_RULE = 20;

/** Thrown to end an evaluation whose budget is spent. */
export class BudgetExceeded extends Error {}

/** One object, because quantifiers go on after an error, and stack traces are expensive. */
const SPENT = new BudgetExceeded();

/** Counts the steps of CEL rules as they are evaluated; the library has no limit of its own. */
export class CelBudget {
  #left = MAX_STEPS;
  /** What is left for the object, and for the evaluation in it. */
  #ofObject = Number.POSITIVE_INFINITY;
  #ofRule = MAX_STEPS;
  readonly #sizes = new WeakMap<object, number>();

  /** Begins with another object, whose text has a length in UTF-16 units. */
  beginObject(length: number): void {
    this.#ofObject = STEPS_ANYWAY + STEPS_PER_CHARACTER * length;
  }

  /** Begins a new evaluation. */
  begin(): void {
    this.#ofRule = Math.min(MAX_STEPS, this.#ofObject);
    this.#left = this.#ofRule;
  }

  /** Counts the evaluation for the object. */
  end(): void {
    this.#ofObject -= this.#ofRule - Math.max(0, this.#left) + STEPS_PER_RULE;
  }

  /** True if nothing is left for the object. */
  get isObjectSpent(): boolean {
    return this.#ofObject <= 0;
  }

  get isSpent(): boolean {
    return this.#left < 0;
  }

  /** Makes every further step fail. */
  spendAll(): void {
    this.#left = -1;
  }

  /** Makes each evaluation of a node cost one step, plus the size of its value if it is an operand. */
  count(ast: Ast): void {
    const nodes = nodesOf(ast);
    const operands = new Set(nodes.flatMap(operandsOf));
    for (const node of nodes) this.#wrap(node, operands.has(node));
  }

  #wrap(node: AstNode, isOperand: boolean): void {
    let inner = node.evaluate;
    const counted: Evaluate = (evaluator, own, context) => {
      this.#spend(1);
      const value = inner.call(node, evaluator, own, context);
      if (isOperand) this.#spend(this.#sizeOf(value) >> 3);
      return value;
    };
    // The library replaces a node's method at its first evaluation.
    Object.defineProperty(node, 'evaluate', {
      get: () => counted,
      set: (evaluate: Evaluate) => {
        inner = evaluate;
      },
    });
  }

  #spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw SPENT;
  }

  /** Returns the number of characters and values that a comparison visits. */
  #sizeOf(value: unknown): number {
    if (typeof value === 'string') return value.length;
    if (typeof value !== 'object' || value === null) return 1;
    const known = this.#sizes.get(value);
    if (known !== undefined) return known;
    let size = 1;
    for (const each of Object.values(value)) size = Math.min(MAX_SIZE, size + this.#sizeOf(each));
    this.#sizes.set(value, size);
    return size;
  }
}

const MAX_SIZE = 2 ** 30;

type Ast = ParseResult['ast'];
type Evaluate = (evaluator: unknown, node: unknown, context: unknown) => unknown;

/** Fields that the library's type declarations omit. */
interface AstNode {
  readonly op: string;
  args: unknown;
  readonly meta: { readonly alternate?: unknown; readonly macro?: unknown };
  evaluate: Evaluate;
}

/** Returns all nodes of a rule, including those of expanded macros. */
function nodesOf(root: Ast): readonly AstNode[] {
  const node = root as unknown as AstNode;
  const found = new Set<unknown>();
  const nodes: AstNode[] = [];
  const open: unknown[] = [node];
  for (let next = open.pop(); open.length > 0 || next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null || found.has(next)) continue;
    found.add(next);
    if (next.constructor === node.constructor) {
      const own = next as AstNode;
      nodes.push(own);
      open.push(own.args, own.meta.alternate, own.meta.macro);
    } else if (Array.isArray(next) || next.constructor === Object) open.push(...Object.values(next));
  }
  return nodes;
}

/** Renames the calls of a function: the library does not allow its own functions to be replaced. */
export function renameCalls(root: Ast, from: string, to: string): void {
  for (const { op, args } of nodesOf(root)) if (op === 'rcall' && Array.isArray(args) && args[0] === from) args[0] = to;
}

/** Returns the operands that an operation reads completely. */
function operandsOf({ op, args }: AstNode): readonly unknown[] {
  if (!Array.isArray(args)) return [];
  if (['==', '!=', 'in', '+'].includes(op)) return args;
  return (op === 'call' || op === 'rcall') && !CHEAP.has(String(args[0])) ? args.slice(1).flat() : [];
}

/** Functions whose cost does not grow with their arguments, or is counted in what they evaluate. */
const CHEAP: ReadonlySet<string> = new Set([
  'size',
  'has',
  'all',
  'exists',
  'exists_one',
  'map',
  'filter',
  'bind',
  'type',
]);
