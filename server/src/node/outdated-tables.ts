import { type BundleIndex, compareReleases, minorOf } from '../core/index.ts';
import { PROVIDERS } from '../providers/index.ts';

/** A table about releases, and the newest release that it was checked against. */
export interface VerifiedTable {
  /** The provider's repository, as in the bundle. */
  readonly provider: string;
  /** The folder in `server/src/providers/` and the table. */
  readonly name: string;
  readonly verifiedUpTo: string;
  /** The last release that the table is about; absent if it is about newer ones too. */
  readonly until?: string;
}

/** Returns the tables with the release up to which they were verified. */
export function verifiedTables({ kinds }: Pick<BundleIndex, 'kinds'>): readonly VerifiedTable[] {
  const tables = PROVIDERS.flatMap(
    ({ name: folder, facts = [], otherTables = [], migrations = [], upgrades }): VerifiedTable[] => [
      ...[...facts, ...otherTables, ...(upgrades ? [{ ...upgrades, topic: 'upgrades' }] : [])].map(
        ({ provider, topic, verifiedUpTo }) => ({ provider, name: `${folder}: ${topic}`, verifiedUpTo }),
      ),
      ...migrations.flatMap(({ group, kind, from, verifiedUpTo }) => {
        const entry = kinds.find((each) => each.group === group && each.kind === kind);
        if (!entry) return [];
        const [, until] = entry.served[from]?.at(-1)?.split('..') ?? [];
        const name = `${folder}: migrations of ${group}/${from}`;
        return [{ provider: entry.provider, name, verifiedUpTo, ...(until ? { until } : {}) }];
      }),
    ],
  );
  return [...new Map(tables.map((table) => [`${table.name} ${table.verifiedUpTo}`, table])).values()];
}

/**
 * Returns the tables that were not checked against the newest minor release of their provider, or the last one that they
 * are about.
 */
export function outdatedTables(
  tables: readonly VerifiedTable[],
  { providers }: Pick<BundleIndex, 'providers'>,
): readonly (VerifiedTable & { readonly newest: string })[] {
  return tables.flatMap((table) => {
    const newest = table.until ?? providers.find(({ name }) => name === table.provider)?.releases.at(-1);
    const isOutdated = newest !== undefined && compareReleases(minorOf(table.verifiedUpTo), minorOf(newest)) < 0;
    return isOutdated ? [{ ...table, newest }] : [];
  });
}
