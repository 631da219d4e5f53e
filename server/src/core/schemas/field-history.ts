import { schemaAtPath } from './schema-at-path.ts';
import type { SchemaStore } from './schema-store.ts';

/** The releases that have a field, among the releases that serve the version. */
export interface FieldHistory {
  /** Oldest first; empty if no release has the field. */
  readonly releases: readonly string[];
  /** The first release with the field; absent if the oldest release that serves the version has it. */
  readonly since?: string;
  /** The last release with the field; absent if the newest release that serves the version has it. */
  readonly until?: string;
}

export interface FieldPlace {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
  /** As for `schemaAtPath`. */
  readonly path: readonly (string | number)[];
}

export function fieldHistory(store: SchemaStore, { group, kind, version, path }: FieldPlace): FieldHistory {
  const serving = store.releasesServing(group, kind, version);
  const releases = serving.filter((release) => {
    const own = store.version(group, kind, version, release);
    return own && schemaAtPath(own.schema, path) !== undefined;
  });
  const [since, until] = [releases[0], releases.at(-1)];
  return {
    releases,
    ...(since !== undefined && since !== serving[0] ? { since } : {}),
    ...(until !== undefined && until !== serving.at(-1) ? { until } : {}),
  };
}
