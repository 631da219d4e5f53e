import { relativeName } from '../../node/relative-name.ts';
import { isKustomizationPath } from '../input/kustomization-files.ts';
import type { ReportedFinding } from '../report/report.ts';
import { checkDue, findingsByName } from './check-due.ts';
import { CheckRun } from './check-run.ts';
import type { LintJob } from './lint-job.ts';
import { LintRun } from './lint-run.ts';
import { LintWorker } from './lint-worker-client.ts';
import { filesOfScope, ScopePart } from './scope-part.ts';
import type { Connections, LintTask } from './task.ts';
import type { SizeOf } from './thread-count.ts';
import type { Ties } from './ties.ts';

interface PartOfScope {
  readonly worker: LintWorker;
  /** The files whose objects it checks. */
  readonly files: readonly string[];
  readonly loaded: Set<string>;
  ties: ReadonlyMap<string, Ties>;
}

/**
 * Checks one scope on several threads. Each reads and checks a part of the files. What depends on files of another part is
 * checked again, together with these.
 */
export async function runInParts(
  task: LintTask,
  jobs: number,
  job: LintJob,
  sizeOf: SizeOf,
): Promise<readonly ReportedFinding[]> {
  const files = filesOfScope(task);
  // This thread is one of them, so the others are created first.
  const [own = [], ...others] = partsOf(files, jobs, sizeOf);
  const workers = await Promise.all(others.map(() => LintWorker.create(job)));
  const parts = [LintWorker.here(new CheckRun(job)), ...workers].map(
    (worker, index): PartOfScope => ({
      worker,
      files: [own, ...others][index] ?? [],
      loaded: new Set(),
      ties: new Map(),
    }),
  );
  try {
    const isConnected = (await Promise.all(parts.map((part) => read(part, files)))).includes(true);
    await Promise.all(parts.map((part) => load(part, isConnected ? files : part.files)));
    const ties = new Map(parts.flatMap((part) => [...part.ties]));
    const findings = (await checkConnected(parts, ties, files, job)) ?? (await checkWithOthers(parts, ties));
    const reported = new Set(task.files.map((file) => relativeName(file)));
    return findings.filter(({ at }) => reported.has(at.file));
  } finally {
    await Promise.all(parts.map(({ worker }) => worker.end()));
  }
}

/** Checks the files again that depend on files of other parts, on this thread. Undefined if these are many. */
async function checkConnected(
  parts: readonly PartOfScope[],
  ties: ReadonlyMap<string, Ties>,
  files: readonly string[],
  job: LintJob,
): Promise<readonly ReportedFinding[] | undefined> {
  if ([...ties.values()].some(({ reach }) => reach !== 'keys')) return undefined;
  const reports = await Promise.all(parts.map(({ worker }) => worker.report()));
  const byName = findingsByName(reports.flat());
  const known = new Map(
    [...ties].map(([file, own]) => [file, { ties: own, findings: byName.get(relativeName(file)) ?? [] }]),
  );
  const due = (await connectionsOf(parts, ties)).flatMap(({ affected }) => affected);
  if (due.length === 0) return reports.flat();
  const part = new ScopePart(new LintRun(job), files);
  if (!(await checkDue(part, due, known, files.length))) return undefined;
  const checked = findingsByName(part.findingsIn(part.checked));
  return [...known].flatMap(([file, { findings }]) =>
    part.checked.has(file) ? (checked.get(relativeName(file)) ?? []) : findings,
  );
}

/** Checks all files of each part together with the other files that they depend on. */
async function checkWithOthers(
  parts: readonly PartOfScope[],
  ties: ReadonlyMap<string, Ties>,
): Promise<readonly ReportedFinding[]> {
  for (let isDone = false; !isDone; ) {
    const missing = await missingIn(parts, ties);
    isDone = missing.every((each) => each.length === 0);
    await Promise.all(parts.map((part, index) => load(part, missing[index] ?? [])));
  }
  return mergeParts(await Promise.all(parts.map(({ worker }) => worker.report())), parts);
}

/**
 * Reads the files of a part, or all files if a kustomization is among them. Returns true if one of them can change the
 * objects of any file: then each part needs all files, and reads them before it is checked for the first time.
 */
async function read(part: PartOfScope, scope: readonly string[]): Promise<boolean> {
  const isBuilt = scope.some(isKustomizationPath);
  return (await part.worker.read(isBuilt ? scope : part.files, scope)) || isBuilt;
}

async function load(part: PartOfScope, files: readonly string[]): Promise<void> {
  if (files.length === 0) return;
  for (const file of files) part.loaded.add(file);
  part.ties = await part.worker.step({ load: files, check: part.files });
}

/** Returns for each part the files of other parts that its findings depend on. */
async function missingIn(
  parts: readonly PartOfScope[],
  ties: ReadonlyMap<string, Ties>,
): Promise<readonly (readonly string[])[]> {
  const missing = parts.map((part) => [...ties].filter(([file]) => !part.loaded.has(file)));
  if ([...ties.values()].some(({ reach }) => reach === 'all'))
    return missing.map((others) => others.map(([file]) => file));
  const connections = await connectionsOf(parts, ties);
  return missing.map((others, index) => {
    const needed = new Set(connections[index]?.needed);
    return others.filter(([file, { reach }]) => reach === 'schemas' || needed.has(file)).map(([file]) => file);
  });
}

/** Returns how each part depends on the files that it has not read. */
function connectionsOf(
  parts: readonly PartOfScope[],
  ties: ReadonlyMap<string, Ties>,
): Promise<readonly Connections[]> {
  return Promise.all(
    parts.map(({ worker, loaded }) => worker.connect(new Map([...ties].filter(([file]) => !loaded.has(file))))),
  );
}

/** Divides files, in their order, into parts with about the same number of bytes. */
function partsOf(files: readonly string[], count: number, sizeOf: SizeOf): readonly (readonly string[])[] {
  const sizes = files.map(sizeOf);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const ends: number[] = [];
  let sum = 0;
  for (const [index, size] of sizes.entries()) {
    sum += size;
    if (sum * count >= total * (ends.length + 1) && ends.length < count - 1) ends.push(index + 1);
  }
  const limits = [...new Set([0, ...ends, files.length])];
  return limits.slice(1).map((end, index) => files.slice(limits[index] ?? 0, end));
}

/**
 * Merges the findings of all parts of a scope. Objects of different parts can lead to the same finding; the first one
 * wins, as in a run without parts. A suppression is unused only if every part that read its file reports that.
 */
function mergeParts(
  findings: readonly (readonly ReportedFinding[])[],
  parts: readonly PartOfScope[],
): readonly ReportedFinding[] {
  const counts = new Map<string, number>();
  const keyOf = ({ rule, message, at }: ReportedFinding) => JSON.stringify([rule, message, at.file, at.start, at.end]);
  for (const finding of findings.flat()) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  const readers = new Map<string, number>();
  for (const { loaded } of parts)
    for (const file of loaded) readers.set(relativeName(file), (readers.get(relativeName(file)) ?? 0) + 1);
  const merged = new Map<string, ReportedFinding>();
  for (const finding of findings.flat()) {
    const key = keyOf(finding);
    if (finding.rule === 'unused-suppression' && counts.get(key) !== readers.get(finding.at.file)) continue;
    // What one part finds in a build, another part can find in the file of the same place.
    const { message } = finding;
    const ofFile = { ...finding, message: message.replace(/ Applies to the builds? [^.]*\.$/, '') };
    if (ofFile.message !== message && counts.has(keyOf(ofFile))) continue;
    if (!merged.has(key)) merged.set(key, finding);
  }
  return [...merged.values()];
}
