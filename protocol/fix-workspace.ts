import type { RequestMethod } from './method.ts';

/** Requests the edit that applies the unambiguous fixes of all problems in the workspace. */
export const FIX_WORKSPACE: RequestMethod<null, FixWorkspaceResult> = 'kamajiMetal3/fixWorkspace';

export interface FixWorkspaceResult {
  /** A `WorkspaceEdit` of LSP; null if no problem has an unambiguous fix. */
  readonly edit: unknown;
  /** The number of problems that the edit fixes. */
  readonly fixed: number;
  /** Files with unambiguous fixes that the edit does not change. */
  readonly unfixed: readonly UnfixedFile[];
}

export interface UnfixedFile {
  readonly uri: string;
  /** Why the file is not changed, as a part of a sentence. */
  readonly reason: string;
}
