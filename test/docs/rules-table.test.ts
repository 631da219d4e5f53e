import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Rule } from '../../server/src/core/index.ts';
import { rangeName } from '../../server/src/core/schemas/releases.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';
import { SCHEMAS } from '../support/check.ts';
import { readRulePage } from '../support/rule-page.ts';
import { RULE_PAGES } from '../support/rule-pages.ts';

const PATH = 'docs/rules.md';

function pageOf({ id }: Rule): string {
  return RULE_PAGES.get(id) ?? '';
}

function rowOf(rule: Rule): string {
  const fixes = readRulePage(readFileSync(pageOf(rule), 'utf8')).examples.some(({ kind }) => kind === 'fixed');
  const cells = [
    `<a id="${rule.id}"></a>[${rule.id}](../${pageOf(rule)})`,
    rule.severity,
    [...new Set(rule.on?.map(({ kind }) => kind) ?? ['all'])].join(', '),
    rule.releases?.map((range) => rangeName(range, (provider) => SCHEMAS.titleOf(provider))).join('; ') ?? '',
    fixes ? 'yes' : '',
    rule.summary.replaceAll('|', '\\|'),
  ];
  return `| ${cells.join(' | ')} |`;
}

function table(): string {
  return `# Rules

Each rule links to its page, which explains the problem and shows examples. The severity column shows the default of the
rule; single findings can differ. Rules without releases apply to all releases, or report the affected releases with each
finding.

This table is generated: run \`npm run generate\` to update it.

| Rule | Severity | Kinds | Releases | Quick fix | Finds |
| --- | --- | --- | --- | --- | --- |
${REGISTRY.rules.map(rowOf).join('\n')}
`;
}

describe('the table of rules', () => {
  it('is up to date', () => {
    if (process.env.UPDATE === '1') writeFileSync(PATH, table());
    assert.equal(readFileSync(PATH, 'utf8'), table());
  });
});
