import type { ReportedAdvisory, ReportedConflict, UpgradeFinding, UpgradeReport } from './upgrade-report.ts';

export const UPGRADE_FORMATS: Readonly<Record<'text' | 'markdown' | 'json', (report: UpgradeReport) => string>> = {
  text: (report) => written(report, TEXT),
  markdown: (report) => written(report, MARKDOWN),
  json: (report) => `${JSON.stringify(report, undefined, 2)}\n`,
};

interface Style {
  readonly title: (text: string) => string;
  readonly finding: (finding: UpgradeFinding) => string;
  readonly conflict: (conflict: ReportedConflict) => string;
  readonly advisory: (advisory: ReportedAdvisory) => string;
  readonly step: (text: string, index: number) => string;
  /** Returns the links of all findings, for a format whose findings have none. */
  readonly links: (findings: readonly UpgradeFinding[]) => readonly string[];
}

const TEXT: Style = {
  title: (text) => text,
  finding: ({ file, line, message, rule }) => `  ${file}:${line}: ${message} [${rule}]`,
  conflict: ({ message, source }) => `  ${message}\n    ${source}`,
  advisory: ({ provider, since, message, action, source, objects }) =>
    [`  ${provider} ${since}: ${message}`, ...about(objects, '    '), `    ${action}`, `    ${source}`].join('\n'),
  step: (text, index) => `  ${index + 1}. ${text}`,
  links: (findings) => {
    const byRule = new Map<string, Set<string>>();
    for (const { rule, url, source } of findings) {
      const links = byRule.get(rule) ?? new Set([url]);
      if (source !== undefined) links.add(source);
      byRule.set(rule, links);
    }
    return [...byRule].map(([rule, links]) => `  [${rule}]\n${[...links].map((link) => `    ${link}`).join('\n')}`);
  },
};

const MARKDOWN: Style = {
  title: (text) => `## ${text}\n`,
  finding: ({ file, line, message, rule, url, source }) =>
    `* \`${file}:${line}\`: ${message} ([${rule}](${url})${source === undefined ? '' : `, [source](${source})`})`,
  conflict: ({ message, source }) => `* ${message} ([source](${source}))`,
  advisory: ({ provider, since, message, action, source, objects }) =>
    [`* ${provider} ${since}: ${message} ${withCode(action)} ([source](${source}))`, ...about(objects, '  * ')].join(
      '\n',
    ),
  step: (text, index) => `${index + 1}. ${withCode(text)}`,
  links: () => [],
};

/** Returns a step or an action with its commands as code: a quoted command, or one that ends the text. */
function withCode(text: string): string {
  return text
    .replace(/"((?:clusterctl|kamaji-metal3) [^"]+)"/g, '`$1`')
    .replace(/(?<=^|: )(?:clusterctl|kamaji-metal3) .+$/, '`$&`');
}

function about(objects: readonly string[], indent: string): readonly string[] {
  return objects.length === 0 ? [] : [`${indent}${objects.join(', ')}`];
}

function written(report: UpgradeReport, style: Style): string {
  const { upgrades, rejected, changed, deprecated, incompatible, contracts, advisories, steps } = report;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['Releases that do not work together', [...incompatible.map(style.finding), ...contracts.map(style.conflict)]],
    ['Rejected after the upgrade', rejected.map(style.finding)],
    ['Changes meaning', changed.map(style.finding)],
    ['Known issues', advisories.map(style.advisory)],
    ['Deprecated', deprecated.map(style.finding)],
    ['Steps', steps.map(style.step)],
    ['Links', style.links([...incompatible, ...rejected, ...changed, ...deprecated])],
  ];
  const head =
    upgrades.map(({ provider, from, to }) => `${provider} ${from} → ${to}`).join(', ') ||
    'none, because --from and --to are the same releases';
  const parts = sections.filter(([, lines]) => lines.length > 0);
  const body = parts.map(([title, lines]) => `${style.title(title)}\n${lines.join('\n')}\n`);
  const isSame = changed.length === 0 && advisories.every(({ effect }) => effect !== 'meaning');
  const accepted = `All manifests are accepted${isSame ? ', and mean the same' : ''}.`;
  return `${[`Upgrade: ${head}\n`, ...(rejected.length === 0 ? [`${accepted}\n`] : []), ...body].join('\n')}`;
}
