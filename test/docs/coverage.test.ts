import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { REGISTRY } from '../../server/src/providers/index.ts';

/**
 * docs/internals/coverage/NAME.md has a row for each fact of a report on a provider: its id, its severity, and the rules that
 * report it, or the reason why no rule does.
 */
const FOLDER = 'docs/internals/coverage';
const REPORTS = '../shared/domain';

interface Fact {
  readonly id: string;
  /** E, W, I or H. `-` is not a finding: a fact, a trap, or a problem that only an update can cause. */
  readonly severity: string;
  readonly rules: readonly string[];
  readonly reason: string;
}

function factsOf(name: string): readonly Fact[] {
  return readFileSync(join(FOLDER, name), 'utf8')
    .split('\n')
    .filter((line) => /^\| `/.test(line))
    .map((line) => {
      const [id = '', severity = '', rules = '', reason = ''] = line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim());
      return {
        id: id.replaceAll('`', ''),
        severity,
        rules: [...rules.matchAll(/`([^`]+)`/g)].map(([, rule = '']) => rule),
        reason,
      };
    });
}

/** Returns the ids of the facts of a report, from the beginning of list items and the first cells of table rows. */
function idsIn(report: string): readonly string[] {
  const ID = '[a-z][a-z0-9]*(?:-[a-z0-9*]+)+';
  return report.split('\n').flatMap((line) => {
    if (line.startsWith('| ')) {
      const first = line.split('|')[1]?.trim() ?? '';
      const only = new RegExp(`^\\**(${ID})\\**$`).exec(first)?.[1];
      return only ? [only] : [...first.matchAll(new RegExp(`\`(${ID})\``, 'g'))].map(([, id = '']) => id);
    }
    if (!/^[*-] /.test(line)) return [];
    const bold = [...line.matchAll(new RegExp(`\\*\\*(${ID})\\*\\*`, 'g'))].map(([, id = '']) => id);
    const first = new RegExp(`^[*-] \`(${ID})\``).exec(line)?.[1];
    return first ? [first, ...bold] : bold;
  });
}

const names = readdirSync(FOLDER).filter((name) => name.endsWith('.md') && name !== 'README.md');

for (const name of names)
  describe(`docs/internals/coverage/${name}`, () => {
    const facts = factsOf(name);
    const known = new Set(REGISTRY.rules.map(({ id }) => id));

    it('lists existing rules, or a reason without a rule', () => {
      assert.deepEqual(
        facts.flatMap(({ id, rules }) => rules.filter((rule) => !known.has(rule)).map((rule) => `${id}: ${rule}`)),
        [],
      );
      const unexplained = facts.filter(({ rules, reason }) => rules.length === 0 && reason === '');
      assert.deepEqual(
        unexplained.map(({ id }) => id),
        [],
      );
    });

    it('has each id once', () => {
      const ids = facts.map(({ id }) => id);
      assert.deepEqual(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        [],
      );
    });

    const report = join(REPORTS, `domain-${name}`);
    it('has every fact of the report', { skip: existsSync(report) ? false : 'there is no ../shared here' }, (test) => {
      const here = new Set(facts.map(({ id }) => id));
      assert.deepEqual(
        idsIn(readFileSync(report, 'utf8')).filter((id) => !here.has(id)),
        [],
      );
      const findings = facts.filter(({ severity, reason }) => /^[EW]$/.test(severity) && !isUndecidable(reason));
      const covered = findings.filter(({ rules }) => rules.length > 0);
      const share = ((100 * covered.length) / Math.max(1, findings.length)).toFixed(1);
      test.diagnostic(`${name}: ${covered.length} of ${findings.length} errors and warnings have a rule, ${share} %`);
    });
  });

/** Whether manifests do not contain enough information, or the fact is not confirmed. */
function isUndecidable(reason: string): boolean {
  return /^(Not in manifests|Unverified|Not a problem)/.test(reason);
}
