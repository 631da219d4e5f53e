import { readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { providerTitle, rangeName } from '../../core/index.ts';
import { bundledSchemas } from '../../node/bundled-schemas.ts';
import { bundledPageUri } from '../../node/rule-pages.ts';
import { REGISTRY } from '../../providers/index.ts';
import { unknownRule } from '../output/unknown-name.ts';
import { type RuleInfo, ruleInfos, withRuleUrls } from '../report/rule-info.ts';
import { UsageError } from '../usage-error.ts';
import { addExamples } from './help.ts';
import { oneOf } from './options.ts';

type Format = 'text' | 'json' | 'markdown';

interface FormatOptions {
  readonly format: Format;
}

/** Adds `rules`, which lists all rules, and `explain`, which prints the documentation of one. */
export function addRulesCommands(program: Command): void {
  const rules = program.command('rules').description('list the rules').addOption(formatOption());
  rules.action(({ format }: FormatOptions) => void process.stdout.write(LISTS[format](ruleInfos())));
  addExamples(rules, [['kamaji-metal3 rules --format json', 'for scripts']]);
  const explain = program
    .command('explain')
    .description('print the documentation of a rule')
    .argument('<rule>', 'the rule, such as endpoint-host-mismatch')
    .addOption(formatOption());
  explain.action((name: string, { format }: FormatOptions) => {
    const id = REGISTRY.currentRuleId(name);
    const known = REGISTRY.rules.map((rule) => rule.id);
    const [info] = known.includes(id) ? ruleInfos([id]) : [];
    if (!info) throw new UsageError(unknownRule(id, known));
    process.stdout.write(PAGES[format]({ ...info, documentation: completePage(info) }));
  });
  addExamples(explain, [['kamaji-metal3 explain endpoint-host-mismatch', 'why it matters']]);
}

function formatOption(): Option {
  const option = new Option('--format <format>', 'how to print the result');
  return oneOf(option, 'format', ['text', 'json', 'markdown']).default('text');
}

const LISTS: Readonly<Record<Format, (rules: readonly RuleInfo[]) => string>> = {
  text: (rules) => {
    const width = Math.max(...rules.map(({ id }) => id.length));
    return rules
      .map(({ id, severity, fixable, summary }) => {
        const fix = fixable ? 'fix' : '';
        return `${id.padEnd(width)}  ${severity.padEnd(7)}  ${fix.padEnd(3)}  ${summary}\n`;
      })
      .join('');
  },
  json: (rules) => `${JSON.stringify({ version: 1, rules: rules.map(listed) }, undefined, 2)}\n`,
  markdown: (rules) => {
    const rows = rules.map((rule) => {
      const facts = [kindsOf(rule), releasesOf(rule), rule.fixable ? 'yes' : '', rule.summary];
      const cells = facts.map((cell) => cell.replaceAll('|', '\\|'));
      return `| [${rule.id}](${rule.url}) | ${rule.severity} | ${cells.join(' | ')} |\n`;
    });
    return `| Rule | Severity | Kinds | Releases | Fix | Summary |\n| --- | --- | --- | --- | --- | --- |\n${rows.join('')}`;
  },
};

const PAGES: Readonly<Record<Format, (rule: RuleInfo) => string>> = {
  text: (rule) => `${rule.id}\n\n${factLines(rule).join('\n')}\n\n${plainText(rule.documentation)}\n\n${rule.url}\n`,
  json: (rule) =>
    `${JSON.stringify({ version: 1, rule: { ...listed(rule), documentation: rule.documentation } }, undefined, 2)}\n`,
  markdown: (rule) => {
    const facts = factLines(rule).map((line) => `* ${line}`);
    return `# [${rule.id}](${rule.url})\n\n${facts.join('\n')}\n\n${rule.documentation}\n`;
  },
};

/** Returns the page of a rule with its examples, without its title. */
function completePage({ id, documentation }: RuleInfo): string {
  const uri = bundledPageUri()(id);
  return uri === undefined
    ? documentation
    : withRuleUrls(readFileSync(new URL(uri), 'utf8').replace(/^# .*\n+/, '')).trimEnd();
}

function listed({ documentation: _, ...rule }: RuleInfo) {
  return rule;
}

function factLines(rule: RuleInfo): readonly string[] {
  return [
    `Severity: ${rule.severity}`,
    `Kinds: ${kindsOf(rule)}`,
    ...(rule.releases.length > 0 ? [`Releases: ${releasesOf(rule)}`] : []),
    `Fix: ${rule.fixable ? 'available for some findings' : 'none'}`,
  ];
}

function kindsOf({ kinds }: RuleInfo): string {
  return kinds.length === 0 ? 'all' : kinds.join(', ');
}

function releasesOf({ releases }: RuleInfo): string {
  return releases.map((range) => rangeName(range, titleOf)).join('; ');
}

/** Returns Markdown with links as their text and address. */
function plainText(markdown: string): string {
  return markdown.replace(/\[([^\]]*)\]\((https:[^)]*)\)/g, '$1 ($2)');
}

function titleOf(provider: string): string {
  const { providers } = bundledSchemas();
  return providerTitle(providers.find(({ name }) => name === provider) ?? { name: provider });
}
