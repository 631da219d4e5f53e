import type { RequestMethod } from './method.ts';

/** Requests the API versions that manifests of the workspace can be migrated to. */
export const MIGRATION_GOALS: RequestMethod<
  Record<string, never>,
  readonly MigrationChoice[]
> = 'kamajiMetal3/migrationGoals';

/** An API version that objects in the workspace can be migrated to. */
export interface MigrationChoice {
  /** The name of the provider's repository. */
  readonly provider: string;
  readonly displayName: string;
  readonly version: string;
  /** The first minor release that serves the version. */
  readonly servedFrom?: string;
  /** The number of objects that have an older version. */
  readonly objects: number;
  /** True if the target release serves the version, or the newest release if the provider has no target. */
  readonly isServedByTarget: boolean;
}

/**
 * Requests the edit that migrates all manifests of the workspace to the chosen API versions: a `WorkspaceEdit` of LSP,
 * or null if nothing changes.
 */
export const MIGRATE: RequestMethod<MigrateParams, MigrateResult> = 'kamajiMetal3/migrate';

export interface MigrateParams {
  readonly targets: readonly Pick<MigrationChoice, 'provider' | 'version'>[];
}

export interface MigrateResult {
  readonly edit: unknown;
  /** Places that the author has to check, and objects that cannot be migrated. */
  readonly leftovers: readonly MigrationNote[];
}

export interface MigrationNote {
  readonly uri: string;
  /** From 0. */
  readonly line: number;
  readonly message: string;
  /** True if the object cannot be migrated. */
  readonly isBlocked: boolean;
}
