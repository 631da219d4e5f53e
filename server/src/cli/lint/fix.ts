import {
  applySettings,
  documentContaining,
  type Fix,
  type FixEdit,
  fileText,
  type ManifestFile,
  selectFixes,
  type Workspace,
} from '../../core/index.ts';
import { addFiles, type LintInput, type LintOptions, updateWorkspace, workspaceFor } from './lint.ts';

export interface FixedFile {
  readonly uri: string;
  readonly before: string;
  readonly after: string;
}

export interface FixResult {
  /** Up to date with the fixed texts. */
  readonly workspace: Workspace;
  /** Files whose text changed. */
  readonly files: readonly FixedFile[];
  /** How many fixes were applied. */
  readonly count: number;
  readonly unfixed: readonly UnfixedFile[];
}

/** A file with certain fixes that were not applied. */
export interface UnfixedFile {
  readonly uri: string;
  /** A part of a sentence, such as `it is not UTF-8`. */
  readonly reason: string;
}

export interface FixOptions {
  readonly includes: (rule: string) => boolean;
  /** Returns why a file is not edited, as a part of a sentence; undefined if it can be. */
  readonly obstacleTo: (file: ManifestFile, text: string) => string | undefined;
}

/** Fixes can enable others; real manifests need two or three rounds. */
const MAX_ROUNDS = 20;

/**
 * Applies the certain fixes of all findings in `manifests` until there are none left. A fix is skipped when it edits a
 * file outside of `manifests`, a text derived from a file, or a file that cannot be parsed completely.
 */
export function fixAll(input: LintInput, options: LintOptions, { includes, obstacleTo }: FixOptions): FixResult {
  const { manifests, context = [] } = input;
  const workspace = workspaceFor(options);
  addFiles(workspace, [...manifests, ...context]);
  const before = new Map(manifests.flatMap(({ uri, text, sourced }) => (sourced ? [] : [[uri, text] as const])));
  const known = new Map<string, string | undefined>();
  const obstacle = (uri: string): string | undefined => {
    const text = before.get(uri);
    const file = workspace.files.get(uri);
    if (text === undefined || !file) return 'it is not one of the fixed files';
    if (!known.has(uri)) known.set(uri, obstacleTo(file, text));
    return isReadable(file) ? known.get(uri) : 'it cannot be parsed completely';
  };
  let obstacles: ReadonlyMap<string, string> = new Map();
  let count = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    updateWorkspace(workspace, options);
    const findings = manifests.flatMap(({ uri }) =>
      applySettings(workspace.findingsIn(uri), options.configurations.for(uri).rules),
    );
    const selected = selectFixes(
      findings.filter(({ rule }) => includes(rule)),
      obstacle,
    );
    obstacles = selected.obstacles;
    const fixes = selected.fixes.map(({ fix }) => fix);
    if (fixes.length === 0 || !applyFixes(workspace, fixes)) break;
    count += fixes.length;
  }
  updateWorkspace(workspace, options);
  const files = [...before].flatMap(([uri, text]) => {
    const file = workspace.files.get(uri);
    const after = file ? fileText(file) : text;
    return after === text ? [] : [{ uri, before: text, after }];
  });
  const unfixed = [...obstacles].flatMap(([uri, reason]) => (before.has(uri) ? [{ uri, reason }] : []));
  return { workspace, files, count, unfixed };
}

/** Applies all fixes, or none and returns false when a result cannot be parsed. */
function applyFixes(workspace: Workspace, fixes: readonly Fix[]): boolean {
  const byFile = new Map<string, FixEdit[]>();
  for (const edit of fixes.flatMap(({ edits }) => edits)) {
    const known = byFile.get(edit.uri);
    if (known) known.push(edit);
    else byFile.set(edit.uri, [edit]);
  }
  const before = [...byFile.keys()].map((uri) => ({ uri, text: textIn(workspace, uri) }));
  const after = before.map(({ uri, text }) => ({
    uri,
    text: edited(text, offsetsIn(workspace, byFile.get(uri) ?? [])),
  }));
  workspace.apply(after);
  if (after.every(({ uri }) => isReadable(workspace.files.get(uri)))) return true;
  workspace.apply(before);
  return false;
}

function textIn(workspace: Workspace, uri: string): string {
  const file = workspace.files.get(uri);
  return file ? fileText(file) : '';
}

interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** Edits with offsets in the file instead of the document. */
function offsetsIn(workspace: Workspace, edits: readonly FixEdit[]): readonly TextEdit[] {
  return edits.map(({ uri, document, change: { span, newText } }) => {
    const file = workspace.files.get(uri);
    const offset = file?.offsets[file.documents.indexOf(documentContaining(document))] ?? 0;
    return { start: offset + span.start, end: offset + span.end, newText };
  });
}

function edited(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, newText } of edits.toSorted((a, b) => a.start - b.start)) {
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}

function isReadable(file: ManifestFile | undefined): boolean {
  return file?.documents.every(({ parsed }) => parsed.problems.length === 0) ?? false;
}
