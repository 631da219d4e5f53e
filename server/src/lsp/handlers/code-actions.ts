import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionRequest,
  CodeActionResolveRequest,
  type Diagnostic,
  type Range,
} from 'vscode-languageserver';
import {
  type Finding,
  type Fix,
  ignoreHere,
  ignoreInFile,
  ignoreInObject,
  type SelectedFix,
} from '../../core/index.ts';
import { type Route, route } from '../dispatcher.ts';
import type { Snapshot } from '../session/snapshot.ts';
import { rangeOf, workspaceEdit } from '../to-lsp.ts';
import { unambiguousFixes } from '../unambiguous-fixes.ts';
import { normalUri } from '../uris.ts';
import { migrationCodeActions, resolveMigration } from './migration-actions.ts';

const FIX_ALL = `${CodeActionKind.SourceFixAll}.kamajiMetal3`;

/** VS Code shows these kinds in a group after the quick fixes, because they are none of its own. */
const SUPPRESS = 'kamajiMetal3.suppress';
const DOCUMENTATION = 'kamajiMetal3.documentation';

export const CODE_ACTIONS = {
  codeActionProvider: {
    codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, FIX_ALL, SUPPRESS, DOCUMENTATION],
    resolveProvider: true,
  },
};

export const CODE_ACTION_ROUTES: readonly Route[] = [
  route(CodeActionRequest.type, 'findings', codeActions),
  route(CodeActionResolveRequest.type, 'documents', resolveMigration),
];

function codeActions(snapshot: Snapshot, params: CodeActionParams): CodeAction[] {
  const { textDocument, range, context } = params;
  const isRequested = (kind: string) =>
    !context.only || context.only.some((only) => only === '' || kind === only || kind.startsWith(`${only}.`));
  // A menu that shows only quick fixes, such as that of the Problems panel, has no other groups.
  const ownKind = (kind: string) => {
    if (isRequested(kind)) return kind;
    return isRequested(CodeActionKind.QuickFix) ? CodeActionKind.QuickFix : undefined;
  };
  const findings = snapshot.findingsIn(normalUri(textDocument.uri));
  const migrations = migrationCodeActions(snapshot, params, isRequested);
  return [
    ...(isRequested(CodeActionKind.QuickFix) ? quickFixes(findings, range, snapshot) : []),
    ...migrations.fixes,
    ...(isRequested(CodeActionKind.QuickFix) ? fixesOfRule(findings, range, snapshot) : []),
    ...migrations.refactorings,
    ...suppressions(findings, range, ownKind(SUPPRESS), snapshot),
    ...documentation(findings, range, ownKind(DOCUMENTATION), snapshot),
    // An action for the complete file is only offered on save or in the source menu.
    ...(context.only && isRequested(FIX_ALL) ? fixAll(findings, snapshot) : []),
  ];
}

function quickFixes(findings: readonly Finding[], range: Range, snapshot: Snapshot): CodeAction[] {
  return findings.flatMap((finding) =>
    finding.fixes.length > 0 && isAt(finding, range, snapshot)
      ? finding.fixes.flatMap((fix) => actionOf(fix, finding, CodeActionKind.QuickFix, snapshot))
      : [],
  );
}

/** Returns an action for each rule at the range that applies the unambiguous fixes of all its findings in the file. */
function fixesOfRule(findings: readonly Finding[], range: Range, snapshot: Snapshot): CodeAction[] {
  const rules = new Set(findings.filter((each) => isAt(each, range, snapshot)).map(({ rule }) => rule));
  return [...rules].flatMap((rule) => {
    const { fixes } = unambiguousFixes(
      findings.filter((each) => each.rule === rule),
      snapshot,
    );
    const isOffered = fixes.length > 1 && fixes.some(({ finding }) => isAt(finding, range, snapshot));
    const edit = isOffered && workspaceEdit(editsOf(fixes), snapshot);
    if (!edit) return [];
    const diagnostics = fixes.flatMap(({ finding }) => snapshot.diagnostic(finding) ?? []);
    const title = `Fix all ${fixes.length} problems of ${rule} in this file`;
    return [{ title, kind: CodeActionKind.QuickFix, edit, diagnostics }];
  });
}

/** Returns the comments that suppress the rules, for the line first. They come after all fixes. */
function suppressions(
  findings: readonly Finding[],
  range: Range,
  kind: string | undefined,
  snapshot: Snapshot,
): CodeAction[] {
  if (kind === undefined) return [];
  const offered = new Set<string>();
  const atRange = findings.filter((finding) => isAt(finding, range, snapshot));
  return [ignoreHere, ignoreInObject, inFile(snapshot)].flatMap((ignore) =>
    atRange.flatMap((finding) => {
      const fix = ignore(finding);
      const [edit] = fix?.edits ?? [];
      const key = `${fix?.title} ${edit?.change.span.start}`;
      if (!fix || offered.has(key)) return [];
      offered.add(key);
      return actionOf(fix, finding, kind, snapshot);
    }),
  );
}

/** Writes the comment at the beginning of the file, or above the object if the first document has no object. */
function inFile(snapshot: Snapshot): (finding: Finding) => Fix | undefined {
  return (finding) => {
    const [first] = snapshot.file(finding.place.uri)?.documents ?? [];
    return (first && ignoreInFile(finding, first)) ?? ignoreInFile(finding, finding.place.document);
  };
}

/** Returns an action for each rule that opens its page. The actions are last. */
function documentation(
  findings: readonly Finding[],
  range: Range,
  kind: string | undefined,
  snapshot: Snapshot,
): CodeAction[] {
  const command = snapshot.client.options.openUriCommand;
  if (!command || kind === undefined) return [];
  const pages = new Map<string, Diagnostic>();
  for (const finding of findings) {
    const diagnostic = isAt(finding, range, snapshot) ? snapshot.diagnostic(finding) : undefined;
    if (diagnostic?.codeDescription && !pages.has(finding.rule)) pages.set(finding.rule, diagnostic);
  }
  return [...pages].map(([rule, diagnostic]) => {
    const title = `Open documentation of ${rule}`;
    const uri = diagnostic.codeDescription?.href;
    return {
      title,
      kind,
      diagnostics: [diagnostic],
      command: { title, command, arguments: [uri] },
    };
  });
}

function isAt({ place }: Finding, range: Range, snapshot: Snapshot): boolean {
  const at = rangeOf(place, snapshot);
  return at !== undefined && touches(at, range);
}

function actionOf(fix: Fix, finding: Finding, kind: string, snapshot: Snapshot): readonly CodeAction[] {
  const edit = workspaceEdit(fix.edits, snapshot);
  const diagnostic = snapshot.diagnostic(finding);
  if (!edit) return [];
  return [
    {
      title: fix.title,
      kind,
      edit,
      ...(diagnostic ? { diagnostics: [diagnostic] } : {}),
      ...(fix.certain ? { isPreferred: true } : {}),
    },
  ];
}

function fixAll(findings: readonly Finding[], snapshot: Snapshot): CodeAction[] {
  const edits = editsOf(unambiguousFixes(findings, snapshot).fixes);
  const edit = edits.length > 0 ? workspaceEdit(edits, snapshot) : undefined;
  return edit ? [{ title: 'Apply all unambiguous fixes', kind: FIX_ALL, edit }] : [];
}

function editsOf(fixes: readonly SelectedFix[]): Fix['edits'] {
  return fixes.flatMap(({ fix }) => fix.edits);
}

function touches(one: Range, other: Range): boolean {
  return !isBefore(one.end, other.start) && !isBefore(other.end, one.start);
}

function isBefore(one: Range['start'], other: Range['start']): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}
