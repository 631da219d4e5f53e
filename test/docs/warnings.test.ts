import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { allFindings, workspaceOf } from '../support/check.ts';
import { corpusSets, sharedIsMissing } from '../support/shared.ts';

it('every warning on a real manifest is listed with an assessment', { skip: sharedIsMissing }, () => {
  const found = new Map<string, { count: number; files: Set<string> }>();
  for (const set of corpusSets())
    for (const { severity, rule } of allFindings(workspaceOf(set))) {
      if (severity !== 'warning') continue;
      const known = found.get(rule) ?? { count: 0, files: new Set() };
      known.count++;
      known.files.add(/^files\/(\d+)/.exec(set[0]?.name ?? '')?.[1] ?? '');
      found.set(rule, known);
    }
  const listed = readFileSync('docs/internals/warnings.md', 'utf8').matchAll(
    /^\| `([\w-]+)` \| (\d+) \| ([\d ]+) \| \S.* \| \S.* \|$/gm,
  );
  assert.deepEqual(
    [...found].map(([rule, { count, files }]) => [rule, String(count), [...files].sort().join(' ')]).sort(),
    [...listed].map(([, rule, count, files]) => [rule, count, files]).sort(),
  );
});
