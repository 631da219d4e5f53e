import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { stringify } from 'yaml';
import { contextFor, migrated, valueIn } from '../support/migration.ts';

const folder = join(process.cwd(), '../shared/conversion');
const missing = existsSync(folder) ? false : 'there is no ../shared here';

/** The share of documents that must equal the provider's conversion. */
const THRESHOLD = 0.99;

interface Pair {
  readonly id: string;
  readonly group: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly before: unknown;
  readonly beforeAccepted?: boolean;
  readonly afterAccepted?: boolean;
  readonly noCode?: boolean;
}

interface Verdict {
  readonly id: string;
  readonly equal: boolean;
  readonly missing?: readonly string[];
  readonly extra?: readonly string[];
  readonly wrong?: readonly string[];
}

/** Ways in which an author can write the same object. */
const FORMS = {
  block: (value: unknown) => stringify(value),
  // The library writes `::1` without quotes, which YAML does not allow in braces.
  flow: (value: unknown) => stringify(value, { collectionStyle: 'flow' }).replace(/: (:[^\s,]+)(,?)$/gm, ': "$1"$2'),
  json: (value: unknown) => `${JSON.stringify(value, null, 2)}\n`,
};

const DOCUMENTS = process.env.PAIRS ?? join(folder, 'documents.jsonl.gz');
const ALPHA = join(folder, 'alpha/documents.jsonl.gz');

for (const [name, file, write, threshold] of [
  ['', DOCUMENTS, FORMS.block, THRESHOLD],
  [', in flow style', DOCUMENTS, FORMS.flow, THRESHOLD],
  [', in JSON', DOCUMENTS, FORMS.json, THRESHOLD],
  // Few documents: docs/migrate.md explains the differences.
  [' from v1alpha3 and v1alpha4', ALPHA, FORMS.block, 0.95],
] as const)
  test(`migration equals the conversion of the providers${name}`, { skip: missing }, (t) => {
    const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
    const pairs = lines.map((line) => JSON.parse(line) as Pair).filter(({ afterAccepted }) => afterAccepted);
    const candidates = pairs.map(({ id, before, group, to }) => {
      const context = contextFor((other) => (other === group ? to : undefined));
      const [result] = migrated(write(before), context);
      return { id, candidate: valueIn(result?.text ?? ''), result };
    });
    const run = spawnSync(process.execPath, [join(folder, 'judge.mjs'), file], {
      input: candidates.map(({ id, candidate }) => JSON.stringify({ id, candidate })).join('\n'),
      maxBuffer: 1 << 30,
    });
    const verdicts = run.stdout
      .toString()
      .trimEnd()
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Verdict);
    const equal = new Set(verdicts.filter((verdict) => verdict.equal).map(({ id }) => id));
    const kinds = new Map<string, { equal: number; all: number }>();
    for (const { id, kind, from } of pairs) {
      const tally = kinds.get(`${kind} ${from}`) ?? { equal: 0, all: 0 };
      tally.all++;
      if (equal.has(id)) tally.equal++;
      kinds.set(`${kind} ${from}`, tally);
    }
    for (const [kind, tally] of [...kinds].sort()) t.diagnostic(`${kind}: ${tally.equal} of ${tally.all}`);
    t.diagnostic(`all: ${equal.size} of ${pairs.length}`);
    if (process.env.SHOW)
      for (const { id, equal: isEqual, missing, extra, wrong } of verdicts.filter((verdict) => !verdict.equal)) {
        const pair = pairs.find((each) => each.id === id);
        const leftovers = candidates.find((each) => each.id === id)?.result?.leftovers ?? [];
        if (!isEqual)
          console.log(
            pair?.kind,
            id,
            JSON.stringify({ missing, extra, wrong }),
            leftovers.map((each) => `${each.severity} ${each.path} ${each.message}`).join(' | '),
          );
      }
    assert.ok(equal.size >= threshold * pairs.length, `${equal.size} of ${pairs.length} documents are equal`);
  });

test('a result that the newest release rejects is never written silently', { skip: missing }, (t) => {
  const lines = gunzipSync(readFileSync(join(folder, 'documents.jsonl.gz')))
    .toString()
    .trimEnd()
    .split('\n');
  const pairs = lines.map((line) => JSON.parse(line) as Pair);
  const rejected = pairs.filter(({ beforeAccepted, afterAccepted }) => beforeAccepted && !afterAccepted);
  const silent = rejected.filter(({ before, group, to }) => {
    const [result] = migrated(
      stringify(before),
      contextFor((other) => (other === group ? to : undefined)),
    );
    return result && result.text !== stringify(before) && result.leftovers.length === 0;
  });
  t.diagnostic(`${silent.length} of ${rejected.length}: ${silent.map(({ id, kind }) => `${kind} ${id}`).join(', ')}`);
  assert.equal(silent.length, 0);
});
