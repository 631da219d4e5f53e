import {
  advisoriesFor,
  type ContractConflict,
  contractConflicts,
  intermediateReleases,
  nameOf,
  type Resource,
  type Targets,
  type UpgradeFacts,
  type UpgradeStep,
} from '../../core/index.ts';
import type { ReportedFinding } from '../report/report.ts';
import { ruleUrl } from '../report/rule-info.ts';

/** The effects of an upgrade on some manifests. The JSON format of `upgrade`. */
export interface UpgradeReport {
  readonly version: 1;
  readonly upgrades: readonly UpgradeStep[];
  /** Findings for objects that are rejected or never become ready after the upgrade, but not before. */
  readonly rejected: readonly UpgradeFinding[];
  /** Findings for values that are accepted, but have another effect or none. */
  readonly changed: readonly UpgradeFinding[];
  readonly deprecated: readonly UpgradeFinding[];
  /** Combinations of releases that do not work together. */
  readonly incompatible: readonly UpgradeFinding[];
  /** Providers that implement a contract which the release of Cluster API does not accept. */
  readonly contracts: readonly ReportedConflict[];
  readonly advisories: readonly ReportedAdvisory[];
  readonly steps: readonly string[];
}

export interface UpgradeFinding {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly rule: string;
  readonly message: string;
  /** The page of the rule. */
  readonly url: string;
  /** The announcement, or the page of the release; absent if the provider is not upgraded. */
  readonly source?: string;
}

export interface ReportedConflict {
  readonly provider: string;
  readonly release: string;
  readonly contract: string;
  readonly message: string;
  readonly source: string;
}

export interface ReportedAdvisory {
  readonly id: string;
  readonly provider: string;
  readonly since: string;
  readonly effect: string;
  readonly message: string;
  readonly action: string;
  readonly source: string;
  /** As messages name them; empty for what concerns the installation. */
  readonly objects: readonly string[];
}

export interface UpgradeInput {
  readonly from: Targets;
  readonly to: Targets;
  readonly before: readonly ReportedFinding[];
  readonly after: readonly ReportedFinding[];
  readonly objects: readonly Resource[];
  readonly facts: readonly UpgradeFacts[];
  /** Returns where the cause of a finding is documented. */
  readonly sourceOf: (finding: ReportedFinding, upgrades: readonly UpgradeStep[]) => string | undefined;
  /** Returns the providers whose releases decide whether a finding applies. */
  readonly providersOf: (finding: ReportedFinding) => readonly string[];
  /** The arguments of `kamaji-metal3 migrate` that select the same manifests, quoted for a shell. */
  readonly files: string;
}

export function upgradeReport({
  from,
  to,
  before,
  after,
  objects,
  facts,
  sourceOf,
  providersOf,
  files,
}: UpgradeInput): UpgradeReport {
  const upgrades = Object.entries(to).flatMap(([provider, release]): UpgradeStep[] => {
    const start = from[provider];
    return start === undefined || start === release ? [] : [{ provider, from: start, to: release }];
  });
  const asReported = (finding: ReportedFinding) => reported(finding, sourceOf(finding, upgrades));
  const known = new Set(before.map(keyOf));
  const fresh = after.filter((finding) => !known.has(keyOf(finding)));
  const isKind = (rule: string) => rule === 'deprecated-version' || rule === 'incompatible-releases';
  const others = fresh.filter(({ rule }) => !isKind(rule));
  // A rule can need the release of one provider to know that of another, which is not upgraded.
  const isUpgraded = (provider: string) => upgrades.some((step) => step.provider === provider);
  const isCaused = (finding: ReportedFinding) => {
    const deciding = providersOf(finding);
    return deciding.length === 0 || deciding.some(isUpgraded);
  };
  const advisories = upgrades.flatMap((step) =>
    facts
      .filter(({ provider }) => provider === step.provider)
      .flatMap((own) => advisoriesFor(own, step, objects))
      .map(({ provider, advisory: { id, since, effect, message, action, source }, objects: found }) => ({
        ...{ id, provider, since, effect, message, action, source },
        objects: found.map(nameOf),
      })),
  );
  const sections = {
    rejected: others.filter(({ severity }) => severity === 'error').map(asReported),
    changed: others
      .filter((finding) => finding.severity !== 'error' && finding.effect !== 'advice' && isCaused(finding))
      .map(asReported),
    deprecated: fresh.filter(({ rule }) => rule === 'deprecated-version').map(asReported),
    // Also combinations that do not work today.
    incompatible: after.filter(({ rule }) => rule === 'incompatible-releases').map(asReported),
    contracts: contractConflicts(facts, { ...from, ...to }).map(asReportedConflict),
    advisories,
  };
  return { version: 1, upgrades, ...sections, steps: stepsFor(upgrades, sections, facts, files) };
}

/** Both runs check the same texts, so positions are equal. */
function keyOf({ rule, at, path, severity }: ReportedFinding): string {
  return `${rule} ${severity} ${at.file} ${at.start.line}:${at.start.character} ${path}`;
}

function reported({ rule, message, at }: ReportedFinding, source: string | undefined): UpgradeFinding {
  const own = { file: at.file, line: at.start.line + 1, rule, message, url: ruleUrl(rule) };
  return source === undefined ? own : { ...own, source };
}

function asReportedConflict(conflict: ContractConflict): ReportedConflict {
  const { provider, release, contract, core, coreRelease, accepts, source } = conflict;
  const message = `${provider} ${release} implements the contract ${contract}, but ${core} ${coreRelease} accepts ${accepts.join(' and ')} only. clusterctl does not install the two together.`;
  return { provider, release, contract, message, source };
}

type Sections = Omit<UpgradeReport, 'version' | 'upgrades' | 'steps'>;

function stepsFor(
  upgrades: readonly UpgradeStep[],
  sections: Sections,
  facts: readonly UpgradeFacts[],
  files: string,
): readonly string[] {
  const { rejected, advisories, deprecated, incompatible, contracts } = sections;
  const factsOf = ({ provider }: UpgradeStep) => facts.find((each) => each.provider === provider);
  const stops = upgrades.flatMap((step) => {
    const own = factsOf(step);
    const names = own ? intermediateReleases(own, step) : [];
    return names.length === 0 || !own?.minors
      ? []
      : [
          `Upgrade ${step.provider} in steps, through ${names.join(' and ')}: one upgrade can skip at most ${own.minors.max} minor releases (${own.minors.source}).`,
        ];
  });
  const clusterctl = upgrades.flatMap((step) =>
    (factsOf(step)?.clusterctl ?? []).map((argument) => `${argument}${step.to}`),
  );
  const manual = upgrades
    .filter((step) => !factsOf(step)?.clusterctl)
    .map(({ provider, to }) => `Upgrade ${provider} to ${to}.`);
  const goals = upgrades
    // clusterctl installs the providers whose kinds have several versions.
    .filter((step) => factsOf(step)?.clusterctl)
    .map(({ provider, to }) => `--to ${provider}=${to}`)
    .join(' ');
  // The command does not migrate versions whose successor the new release does not serve yet.
  const migrated = deprecated.filter(({ message }) => message.includes('kamaji-metal3 migrate')).length;
  // The installed releases may not serve the new version yet, so this cannot be done in advance.
  const unserved = rejected.filter(({ rule }) => rule === 'api-version-not-served').length;
  const mistakes = rejected.length - unserved;
  return [
    ...(incompatible.length + contracts.length > 0 ? ['Choose releases that work together.'] : []),
    ...(mistakes > 0 ? [`Fix what the new releases reject: ${counted(mistakes, 'finding')}.`] : []),
    ...advisories.filter(({ effect }) => effect === 'manual').map(({ action }) => action),
    ...stops,
    ...(clusterctl.length > 0 ? [`clusterctl upgrade apply ${clusterctl.join(' ')}`] : []),
    ...manual,
    // One command migrates all of them.
    ...(unserved > 0
      ? [
          `Together with this upgrade, migrate ${counted(unserved, 'object')} whose API version the new releases do not serve${migrated > 0 ? `, and ${counted(migrated, 'deprecated object')}` : ''}: kamaji-metal3 migrate ${goals} ${files}`,
        ]
      : []),
    ...(unserved === 0 && migrated > 0
      ? [`Migrate ${counted(migrated, 'deprecated object')}: kamaji-metal3 migrate ${goals} ${files}`]
      : []),
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
