import { fileURLToPath } from 'node:url';
import { relativeName } from '../../node/relative-name.ts';
import type { ReportedFinding } from '../report/report.ts';
import type { KnownScope, RecordedFile, RecordedScope } from './known-scope.ts';
import type { ScopePart } from './scope-part.ts';
import { ChangedKeys, type RecordedTies, type Ties } from './ties.ts';

/** A part of the scope that is larger than this share is not worth the search for it. */
const MAX_SHARE = 0.5;

export function isLarge(count: number, size: number): boolean {
  return count > size * MAX_SHARE;
}

/** Returns the files whose findings depend on the objects of some other files. */
export function affectedBy(changed: Iterable<Ties>, known: RecordedScope): readonly string[] {
  const keys = new ChangedKeys();
  for (const ties of changed) keys.add(ties);
  return [...known].filter(([, { ties }]) => keys.affect(ties)).map(([file]) => file);
}

/**
 * Checks files, and the known files whose findings are connected with theirs, after reading what they depend on. Returns
 * false if these are a large part of the `size` files of the scope.
 */
export async function checkDue(
  part: ScopePart,
  files: Iterable<string>,
  known: KnownScope,
  size: number,
): Promise<boolean> {
  const due = new Set(files);
  for (let before = -1; before < due.size + part.files.size; ) {
    before = due.size + part.files.size;
    for (const { placedIn } of part.tiesOf(part.checked).values())
      for (const uri of placedIn) due.add(fileURLToPath(uri));
    addConnected(due, known);
    if (isLarge(due.size, size)) return false;
    await part.load(due);
    part.check(due);
    await part.load(part.connectionsTo(tiesIn(known)).needed);
    part.check(due);
  }
  return true;
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

function tiesIn(scope: KnownScope): readonly (readonly [file: string, ties: Ties])[] {
  return [...scope].map(([file, { ties }]) => [file, ties]);
}

/** Returns what to remember of checked files. Needs a part that records. */
export function recordsOf(
  part: ScopePart,
  files: Iterable<string>,
  hashes: ReadonlyMap<string, string>,
): RecordedScope {
  const ties = part.recordedTiesOf(files);
  const byName = findingsByName(part.findingsIn(ties.keys()));
  const recordOf = (file: string, own: RecordedTies): RecordedFile => ({
    hash: hashes.get(file) ?? '',
    ties: own,
    findings: byName.get(relativeName(file)) ?? [],
  });
  return new Map([...ties].map(([file, own]) => [file, recordOf(file, own)]));
}

/** Returns findings by the name of their file. */
export function findingsByName(findings: readonly ReportedFinding[]): ReadonlyMap<string, readonly ReportedFinding[]> {
  const byName = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const own = byName.get(finding.at.file);
    if (own) own.push(finding);
    else byName.set(finding.at.file, [finding]);
  }
  return byName;
}
