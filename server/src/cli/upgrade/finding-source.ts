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
  /** Returns the name of a provider in messages. */
  readonly titleOf: (provider: string) => string;
  /** Returns the repository that a rule is about; undefined for the rules of all providers. */
  readonly providerOfRule: (rule: string) => string | undefined;
}

/**
 * Returns where the cause of a finding is documented: the announcement of a deprecation, otherwise the page of the release
 * that reports it. Undefined if the provider is not known.
 */
export function findingSource(
  { rule, releases, object, message }: ReportedFinding,
  upgrades: readonly UpgradeStep[],
  { upgrades: facts, deprecationOf, providerOf, providerOfRule, titleOf }: SourceFacts,
): string | undefined {
  const [group = '', version = ''] = object?.apiVersion.split('/') ?? [];
  const kind = object?.kind ?? '';
  const announced = rule === 'deprecated-version' ? deprecationOf({ group, version, kind })?.source : undefined;
  if (announced !== undefined) return announced;
  const own = providerOfRule(rule) ?? providerOf(group, kind);
  // Rules about several providers name the release.
  const isNamed = (provider: string) => new RegExp(`(^|\\W)${titleOf(provider)} (v|edge-)?\\d`, 'i').test(message);
  const about =
    releases.find(({ provider }) => upgrades.some((step) => step.provider === provider))?.provider ??
    facts.find(({ provider }) => isNamed(provider))?.provider ??
    own;
  const page = facts.find(({ provider }) => provider === about)?.page;
  if (page === undefined) return undefined;
  const to = upgrades.find(({ provider }) => provider === about)?.to;
  return to !== undefined ? `${page}/releases/tag/${to}` : `${page}/releases`;
}
