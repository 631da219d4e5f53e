import { fileURLToPath } from 'node:url';
import { relativeName } from '../../node/relative-name.ts';
import { kustomizationsAround } from '../input/kustomizations-around.ts';
import type { ReportedFinding } from '../report/report.ts';
import type { FindingsCache } from './cache.ts';
import type { KnownFile, KnownScope } from './known-scope.ts';
import type { LintRun } from './lint-run.ts';
import { ScopePart } from './scope-part.ts';
import type { LintTask } from './task.ts';
import { AskedKeys, ChangedKeys, type Ties } from './ties.ts';

/** A part of the scope that is larger than this share is not worth the search for it. */
const MAX_SHARE = 0.5;

/**
 * Checks a scope with the help of an earlier run: only changed files, and the files whose findings depend on them, are
 * read and checked.
 */
export async function checkScope(
  task: LintTask,
  run: LintRun,
  cache: FindingsCache,
): Promise<readonly ReportedFinding[]> {
  const files = [...new Set([...task.files, ...task.neighbors, ...kustomizationsAround(task.files)])];
  const key = cache.keyOfScope(files);
  const hashes = new Map(files.map((file) => [file, cache.hashOf(file)]));
  const known = cache.readScope(key);
  const changed = changedFiles(known, hashes);
  const part = changed.length === 0 ? new Map<string, KnownFile>() : await checkChanged(known, changed, hashes, run);
  const scope = part ? merged(known, part, hashes) : await checkAll(hashes, run);
  if (changed.length > 0) cache.writeScope(key, scope);
  return task.files.flatMap((file) => scope.get(file)?.findings ?? []);
}

/** Returns the files that were added, changed or removed. */
function changedFiles(known: KnownScope, hashes: ReadonlyMap<string, string>): readonly string[] {
  const changed = [...hashes].filter(([file, hash]) => known.get(file)?.hash !== hash).map(([file]) => file);
  return [...changed, ...[...known.keys()].filter((file) => !hashes.has(file))];
}

/** Returns the files whose findings may differ; undefined if the complete scope has to be checked. */
async function checkChanged(
  known: KnownScope,
  changed: readonly string[],
  hashes: ReadonlyMap<string, string>,
  run: LintRun,
): Promise<KnownScope | undefined> {
  const isSmall = (count: number) => count <= hashes.size * MAX_SHARE;
  const reaches = [...known].map(([file, { ties }]) => ({ file, reach: ties.reach }));
  const schemas = reaches.filter(({ reach }) => reach === 'schemas').map(({ file }) => file);
  if (!isSmall(changed.length) || reaches.some(({ reach }) => reach === 'all')) return undefined;
  if (schemas.some((file) => changed.includes(file))) return undefined;
  const part = new ScopePart(run, hashes.keys());
  const existing = changed.filter((file) => hashes.has(file));
  await part.load([...existing, ...schemas]);
  const current = part.tiesOf(existing);
  if ([...current.values()].some(({ reach }) => reach !== 'keys')) return undefined;
  const keys = new ChangedKeys();
  for (const file of changed) for (const ties of [known.get(file)?.ties, current.get(file)]) if (ties) keys.add(ties);
  const others = new Map([...known].filter(([file]) => !changed.includes(file)));
  const due = new Set(existing);
  const addPlaces = (uris: readonly string[] = []) => {
    for (const file of uris.map((uri) => fileURLToPath(uri))) if (hashes.has(file)) due.add(file);
  };
  for (const file of changed) addPlaces(known.get(file)?.ties.placedIn);
  for (const [file, { ties }] of others) if (keys.affect(ties)) due.add(file);
  for (let before = -1; before < due.size + part.files.size; ) {
    before = due.size + part.files.size;
    for (const { placedIn } of part.tiesOf(due).values()) addPlaces(placedIn);
    addConnected(due, others);
    if (!isSmall(due.size)) return undefined;
    await part.load(due);
    part.check(due);
    await part.load(neededBy(part.tiesOf(due), others));
    part.check(due);
  }
  return recordsOf(part, due, hashes);
}

/** Adds the files in which due files had findings, and the files that had findings in due files. */
function addConnected(due: Set<string>, others: KnownScope): void {
  for (let before = -1; before < due.size; ) {
    before = due.size;
    for (const [file, { ties }] of others) {
      const places = ties.placedIn.map((uri) => fileURLToPath(uri));
      if (due.has(file)) for (const place of places) due.add(place);
      else if (places.some((place) => due.has(place))) due.add(file);
    }
  }
}

/** Returns the files with objects that the findings of the checked files depend on. */
function neededBy(checked: ReadonlyMap<string, Ties>, others: KnownScope): readonly string[] {
  const asked = new AskedKeys();
  for (const ties of checked.values()) asked.add(ties.asked);
  return [...others].filter(([, { ties }]) => asked.needs(ties)).map(([file]) => file);
}

async function checkAll(hashes: ReadonlyMap<string, string>, run: LintRun): Promise<KnownScope> {
  const part = new ScopePart(run, hashes.keys());
  await part.load(hashes.keys());
  part.check(hashes.keys());
  return recordsOf(part, hashes.keys(), hashes);
}

function recordsOf(part: ScopePart, files: Iterable<string>, hashes: ReadonlyMap<string, string>): KnownScope {
  const ties = part.tiesOf(files);
  const byName = new Map<string, ReportedFinding[]>();
  for (const finding of part.findingsIn(ties.keys())) {
    const own = byName.get(finding.at.file);
    if (own) own.push(finding);
    else byName.set(finding.at.file, [finding]);
  }
  const recordOf = (file: string, own: Ties): KnownFile => ({
    hash: hashes.get(file) ?? '',
    ties: own,
    findings: byName.get(relativeName(file)) ?? [],
  });
  return new Map([...ties].map(([file, own]) => [file, recordOf(file, own)]));
}

function merged(known: KnownScope, part: KnownScope, hashes: ReadonlyMap<string, string>): KnownScope {
  const files = [...hashes.keys()].map((file) => [file, part.get(file) ?? known.get(file)] as const);
  return new Map(files.flatMap(([file, record]): [string, KnownFile][] => (record ? [[file, record]] : [])));
}
