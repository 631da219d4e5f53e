import { pathToFileURL } from 'node:url';
import type { PathState } from '../../core/index.ts';
import type { GitChange } from '../input/git.ts';
import { diskStates } from '../input/path-states.ts';
import { type Manifest, manifestsIn } from '../input/read-manifests.ts';
import { countFingerprints, splitFindings } from '../report/new-findings.ts';
import type { ReportedFinding } from '../report/report.ts';
import { BrokenReferences } from './broken-references.ts';
import { addFiles, findingsOf, updateWorkspace, workspaceFor } from './lint.ts';
import { isOfPage, type LintRun } from './lint-run.ts';
import { Places } from './places.ts';

export interface SinceInput {
  /** The files of the working tree. */
  readonly files: readonly string[];
  readonly neighbors: readonly string[];
  readonly changes: readonly GitChange[];
  /** Returns true if a deleted file would be checked if it existed. */
  readonly isListed: (path: string) => boolean;
}

/**
 * Returns the findings that the changes since a commit caused in any file. One workspace checks the files of the
 * commit, then the changes, so the second check only costs what the changes affect. Both use the configuration of the
 * working tree.
 */
export async function findingsSince(run: LintRun, input: SinceInput): Promise<readonly ReportedFinding[]> {
  const { files, neighbors, changes, isListed } = input;
  const manifests = await run.read(files);
  const context = await run.readAround(manifests, files, neighbors);
  const changed = new Set(changes.map(({ path }) => pathToFileURL(path).href));
  const before = changes
    .flatMap(({ path, before: text }) => (text === undefined ? [] : [manifestAt(path, text, run)]))
    .flat();
  const current = [...manifests, ...context];
  const present = new Set(current.map(fileOf));
  const isKept = (manifest: Manifest) => !changed.has(fileOf(manifest));
  // A deleted file was checked before if it would be checked now.
  const base = [
    ...current.filter(isKept),
    ...before.filter((manifest) => present.has(fileOf(manifest)) || isListed(pathOf(manifest, changes))),
  ];
  const broken = new BrokenReferences(changes);
  const workspace = workspaceFor(run.options, { rules: broken.rules });
  addFiles(workspace, base.filter(isOfFile));
  updateWorkspace(workspace, { pathStates: (uris) => statesBefore(uris, changes) });
  const contextFiles = new Set(context.map(fileOf));
  const reportedBase = base.filter((manifest) => !contextFiles.has(fileOf(manifest)));
  const { configurations } = run.options;
  const old = [
    ...findingsOf(workspace, reportedBase.filter(isOfFile), { configurations }),
    ...reportedBase
      .filter((manifest) => isOfPage(manifest) && !isKept(manifest))
      .flatMap((page) => run.lintAlone(page)),
  ];
  const gone = base.filter((manifest) => isOfFile(manifest) && !present.has(fileOf(manifest)));
  workspace.apply([
    ...gone.map(({ uri }) => ({ uri, removed: true }) as const),
    ...current.filter((manifest) => isOfFile(manifest) && !isKept(manifest)),
  ]);
  broken.compareIn(workspace);
  workspace.statePaths(diskStates([...workspace.paths.known]));
  updateWorkspace(workspace, run.options);
  const now = [
    ...findingsOf(workspace, manifests.filter(isOfFile), { configurations }),
    // The code blocks of a page depend on nothing else.
    ...manifests.filter((manifest) => isOfPage(manifest) && !isKept(manifest)).flatMap((page) => run.lintAlone(page)),
  ];
  const places = new Places(workspace.files, []);
  const changedNames = new Set([...changed].map((uri) => places.nameOf(uri)));
  return splitFindings(now, countFingerprints(old), (file) => changedNames.has(file)).added;
}

/** What was on the disk at the commit. */
function statesBefore(uris: readonly string[], changes: readonly GitChange[]): ReadonlyMap<string, PathState> {
  const states = new Map(diskStates(uris));
  const changed = changes.map(({ path, before }) => ({ uri: pathToFileURL(path).href, existed: before !== undefined }));
  for (const [uri, state] of states)
    for (const each of changed) {
      if (each.uri === uri) states.set(uri, each.existed ? { kind: 'file' } : { kind: 'unknown' });
      // Whether the folder existed, and what was in it, is not known.
      else if (each.uri.startsWith(`${uri}/`) && state.kind !== 'file') states.set(uri, { kind: 'unknown' });
    }
  return states;
}

function manifestAt(path: string, text: string, run: LintRun): readonly Manifest[] {
  return manifestsIn({ uri: pathToFileURL(path).href, text }, run.environment);
}

/** Returns the URI of the file of a manifest, which can be a code block of a page. */
function fileOf({ uri }: Manifest): string {
  return uri.replace(/\?\d+$/, '');
}

function pathOf(manifest: Manifest, changes: readonly GitChange[]): string {
  return changes.find(({ path }) => pathToFileURL(path).href === fileOf(manifest))?.path ?? '';
}

function isOfFile(manifest: Manifest): boolean {
  return !isOfPage(manifest);
}
