import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { RULES } from '../../server/src/core/index.ts';

/**
 * docs/coverage/NAME.md has a row for each fact of a report on a provider: its id, how severe it is, and the rules that
 * tell of it, or why none does.
 */
const FOLDER = 'docs/coverage';
const REPORTS = '../shared/domain';

interface Fact {
  readonly id: string;
  /** E, W, I or H, and `-` for what is no finding: a fact, a trap, something that only an update can break. */
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

/** The ids that a report gives its facts: in front of an item, or in the first cell of a row. */
function idsIn(report: string): readonly string[] {
  const ID = '[a-z][a-z0-9]*(?:-[a-z0-9*]+)+';
  return report.split('\n').flatMap((line) => {
    if (line.startsWith('| ')) {
      const first = line.split('|')[1]?.trim() ?? '';
      const alone = new RegExp(`^\\**(${ID})\\**$`).exec(first)?.[1];
      return alone ? [alone] : [...first.matchAll(new RegExp(`\`(${ID})\``, 'g'))].map(([, id = '']) => id);
    }
    if (!/^[*-] /.test(line)) return [];
    const bold = [...line.matchAll(new RegExp(`\\*\\*(${ID})\\*\\*`, 'g'))].map(([, id = '']) => id);
    const first = new RegExp(`^[*-] \`(${ID})\``).exec(line)?.[1];
    return first ? [first, ...bold] : bold;
  });
}

const names = readdirSync(FOLDER).filter((name) => name.endsWith('.md') && name !== 'README.md');

for (const name of names)
  describe(`docs/coverage/${name}`, () => {
    const facts = factsOf(name);
    const known = new Set(RULES.map(({ id }) => id));

    it('names rules that there are, and a reason where there is none', () => {
      assert.deepEqual(
        facts.flatMap(({ id, rules }) => rules.filter((rule) => !known.has(rule)).map((rule) => `${id}: ${rule}`)),
        [],
      );
      const unexplained = facts.filter(({ rules, reason }) => rules.length === 0 && reason === '');
      // Rows that nobody has looked at yet count as left out.
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
      const told = findings.filter(({ rules }) => rules.length > 0);
      const share = ((100 * told.length) / Math.max(1, findings.length)).toFixed(1);
      test.diagnostic(`${name}: ${told.length} of ${findings.length} errors and warnings have a rule, ${share} %`);
    });
  });

/** What manifests alone cannot tell, or the report itself is not sure of. */
function isUndecidable(reason: string): boolean {
  return /^(Not in manifests|Unverified|Not a problem)/.test(reason);
}
