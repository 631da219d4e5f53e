import { fileURLToPath } from 'node:url';
import type { ReportedFinding } from '../report/report.ts';
import type { FindingsCache } from './cache.ts';
import { affectedBy, checkDue, isLarge, recordsOf } from './check-due.ts';
import type { RecordedFile, RecordedScope } from './known-scope.ts';
import type { LintRun } from './lint-run.ts';
import { filesOfScope, ScopePart } from './scope-part.ts';
import type { LintTask } from './task.ts';

/**
 * Checks a scope with the help of an earlier run: only changed files, and the files whose findings depend on them, are
 * read and checked.
 */
export async function checkScope(
  task: LintTask,
  run: LintRun,
  cache: FindingsCache,
): Promise<readonly ReportedFinding[]> {
  const files = filesOfScope(task);
  const key = cache.keyOfScope(files);
  const hashes = new Map(files.map((file) => [file, cache.hashOf(file)]));
  const known = cache.readScope(key);
  const changed = changedFiles(known, hashes);
  const part = changed.length === 0 ? new Map<string, RecordedFile>() : await checkChanged(known, changed, hashes, run);
  const scope = part ? merged(known, part, hashes) : await checkAll(hashes, run);
  if (changed.length > 0) cache.writeScope(key, scope);
  return task.files.flatMap((file) => scope.get(file)?.findings ?? []);
}

/** Returns the files that were added, changed or removed. */
function changedFiles(known: RecordedScope, hashes: ReadonlyMap<string, string>): readonly string[] {
  const changed = [...hashes].filter(([file, hash]) => known.get(file)?.hash !== hash).map(([file]) => file);
  return [...changed, ...[...known.keys()].filter((file) => !hashes.has(file))];
}

/** Returns the files whose findings may differ; undefined if the complete scope has to be checked. */
async function checkChanged(
  known: RecordedScope,
  changed: readonly string[],
  hashes: ReadonlyMap<string, string>,
  run: LintRun,
): Promise<RecordedScope | undefined> {
  const reaches = [...known].map(([file, { ties }]) => ({ file, reach: ties.reach }));
  const schemas = reaches.filter(({ reach }) => reach === 'schemas').map(({ file }) => file);
  if (isLarge(changed.length, hashes.size) || reaches.some(({ reach }) => reach === 'all')) return undefined;
  if (schemas.some((file) => changed.includes(file))) return undefined;
  const part = new ScopePart(run, hashes.keys(), { records: true });
  const existing = changed.filter((file) => hashes.has(file));
  await part.load([...existing, ...schemas]);
  const current = part.tiesOf(existing);
  if ([...current.values()].some(({ reach }) => reach !== 'keys')) return undefined;
  const before = changed.flatMap((file) => known.get(file)?.ties ?? []);
  const others = new Map([...known].filter(([file]) => !changed.includes(file)));
  const due = [...existing, ...affectedBy([...before, ...current.values()], others)];
  const places = before.flatMap(({ placedIn }) => placedIn).map((uri) => fileURLToPath(uri));
  const isChecked = await checkDue(part, [...due, ...places.filter((file) => hashes.has(file))], others, hashes.size);
  return isChecked ? recordsOf(part, part.checked, hashes) : undefined;
}

async function checkAll(hashes: ReadonlyMap<string, string>, run: LintRun): Promise<RecordedScope> {
  const part = new ScopePart(run, hashes.keys(), { records: true });
  await part.load(hashes.keys());
  part.check(hashes.keys());
  return recordsOf(part, hashes.keys(), hashes);
}

function merged(known: RecordedScope, part: RecordedScope, hashes: ReadonlyMap<string, string>): RecordedScope {
  const files = [...hashes.keys()].map((file) => [file, part.get(file) ?? known.get(file)] as const);
  return new Map(files.flatMap(([file, record]): [string, RecordedFile][] => (record ? [[file, record]] : [])));
}
