import type { LintResult } from '../lint.ts';

/** Turns findings into what is printed on standard output, with its last line end. */
export type Reporter = (result: LintResult, options: { readonly colors: boolean }) => string;
