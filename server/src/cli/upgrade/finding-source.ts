import type { UpgradeFacts, UpgradeStep } from '../../core/index.ts';
import type { ReportedFinding } from '../report/report.ts';

/** The tables that document the causes of findings. */
export interface SourceFacts {
  readonly upgrades: readonly UpgradeFacts[];
  readonly deprecationOf: (kind: {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
  }) => { readonly source?: string } | undefined;
  /** Returns the repository of the provider of a kind. */
  readonly providerOf: (group: string, kind: string) => string | undefined;
}

/**
 * Returns where the cause of a finding is documented: the announcement of a deprecation, otherwise the page of the release
 * that reports it. Undefined if no provider that the finding is about is upgraded.
 */
export function findingSource(
  { rule, releases, object }: ReportedFinding,
  upgrades: readonly UpgradeStep[],
  { upgrades: facts, deprecationOf, providerOf }: SourceFacts,
): string | undefined {
  const [group = '', version = ''] = object?.apiVersion.split('/') ?? [];
  const kind = object?.kind ?? '';
  const announced = rule === 'deprecated-version' ? deprecationOf({ group, version, kind })?.source : undefined;
  if (announced !== undefined) return announced;
  const own = providerOf(group, kind);
  const step =
    upgrades.find(({ provider }) => releases.some((range) => range.provider === provider)) ??
    upgrades.find(({ provider }) => provider === own) ??
    (upgrades.length === 1 ? upgrades[0] : undefined);
  const page = facts.find(({ provider }) => provider === step?.provider)?.page;
  if (!step || page === undefined) return undefined;
  // Releases of the main branch have no page.
  return /^(v|edge-)\d/.test(step.to) ? `${page}/releases/tag/${step.to}` : `${page}/releases`;
}
