import { compareReleases, minorOf } from '../schemas/releases.ts';
import type { ContractRow, UpgradeFacts } from './upgrade-facts.ts';

/** A provider whose contract the core provider does not accept. */
export interface ContractConflict {
  readonly provider: string;
  readonly release: string;
  readonly contract: string;
  readonly core: string;
  readonly coreRelease: string;
  /** The contracts that the core provider accepts. */
  readonly accepts: readonly string[];
  readonly source: string;
}

/** Returns the providers that do not work with the release of the core provider; none if that release is unknown. */
export function contractConflicts(
  facts: readonly UpgradeFacts[],
  releases: Readonly<Record<string, string>>,
): readonly ContractConflict[] {
  const implemented = facts.flatMap(({ provider, contracts = [], source = '' }) => {
    const release = releases[provider];
    const row = release === undefined ? undefined : rowOf(contracts, release);
    return release === undefined || !row ? [] : [{ provider, release, source, ...row }];
  });
  const core = implemented.find(({ accepts }) => accepts);
  if (!core?.accepts) return [];
  const { accepts } = core;
  return implemented
    .filter(({ contract }) => !accepts.includes(contract))
    .map(({ provider, release, contract, source }) => ({
      ...{ provider, release, contract, source },
      ...{ core: core.provider, coreRelease: core.release, accepts },
    }));
}

/** Returns the row of the newest release that is not newer than `release`. */
function rowOf(rows: readonly ContractRow[], release: string): ContractRow | undefined {
  return rows.findLast(({ since }) => compareReleases(minorOf(release), since) >= 0);
}
