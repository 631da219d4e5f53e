import { type BundleIndex, compareReleases, minorOf } from '../core/index.ts';
import { PROVIDERS } from '../providers/index.ts';

/** A table about releases, and the newest release that it was checked against. */
export interface VerifiedTable {
  /** The provider's repository, as in the bundle. */
  readonly provider: string;
  /** The folder in `server/src/providers/` and the table. */
  readonly name: string;
  readonly verifiedUpTo: string;
}

/** Returns the tables with the release up to which they were verified. */
export function verifiedTables({ kinds }: Pick<BundleIndex, 'kinds'>): readonly VerifiedTable[] {
  const tables = PROVIDERS.flatMap(
    ({ name: folder, facts = [], otherTables = [], migrations = [] }): VerifiedTable[] => [
      ...[...facts, ...otherTables].map(({ provider, topic, verifiedUpTo }) => ({
        provider,
        name: `${folder}: ${topic}`,
        verifiedUpTo,
      })),
      ...migrations.flatMap(({ group, kind, from, verifiedUpTo }) => {
        const provider = kinds.find((each) => each.group === group && each.kind === kind)?.provider;
        return provider === undefined
          ? []
          : [{ provider, name: `${folder}: migrations of ${group}/${from}`, verifiedUpTo }];
      }),
    ],
  );
  return [...new Map(tables.map((table) => [`${table.name} ${table.verifiedUpTo}`, table])).values()];
}

/** Returns the tables that were not checked against the newest minor release of their provider. */
export function outdatedTables(
  tables: readonly VerifiedTable[],
  { providers }: Pick<BundleIndex, 'providers'>,
): readonly (VerifiedTable & { readonly newest: string })[] {
  return tables.flatMap((table) => {
    const newest = providers.find(({ name }) => name === table.provider)?.releases.at(-1);
    const isOutdated = newest !== undefined && compareReleases(minorOf(table.verifiedUpTo), minorOf(newest)) < 0;
    return isOutdated ? [{ ...table, newest }] : [];
  });
}
