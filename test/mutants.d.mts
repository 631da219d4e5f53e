export declare const MUTANTS: readonly {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly tests: readonly string[];
}[];
