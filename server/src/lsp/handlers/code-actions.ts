import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Connection,
  type Range,
} from 'vscode-languageserver';
import { type Finding, type Fix, type FixEdit, ignoreHere } from '../../core/index.ts';
import { normalUri, type Session } from '../session.ts';
import { diagnosticOf, rangeOf, workspaceEdit } from '../to-lsp.ts';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.kamajiMetal3`;

export function registerCodeActions(connection: Connection, session: Session): void {
  connection.onCodeAction((params) => {
    session.settle();
    return codeActions(params, session);
  });
}

function codeActions({ textDocument, range, context }: CodeActionParams, session: Session): CodeAction[] {
  const uri = normalUri(textDocument.uri);
  const wants = (kind: string) =>
    !context.only || context.only.some((only) => only === '' || kind === only || kind.startsWith(`${only}.`));
  const findings = session.findingsIn(uri);
  return [
    ...(wants(CodeActionKind.QuickFix) ? quickFixes(findings, range, session) : []),
    // To leave a finding out is the last that one may want, and is no fix.
    ...(wants(CodeActionKind.QuickFix) ? ignoring(findings, range, session) : []),
    // An action on the whole file is for those who ask for it: on save, or from the source menu.
    ...(context.only && wants(FIX_ALL) ? fixAll(findings, session) : []),
  ];
}

function quickFixes(findings: readonly Finding[], range: Range, session: Session): CodeAction[] {
  return findings.flatMap((finding) =>
    finding.fixes.length > 0 && isAt(finding, range, session)
      ? finding.fixes.flatMap((fix) => actionOf(fix, finding, session))
      : [],
  );
}

function ignoring(findings: readonly Finding[], range: Range, session: Session): CodeAction[] {
  const offered = new Set<string>();
  return findings.flatMap((finding) => {
    const fix = isAt(finding, range, session) ? ignoreHere(finding) : undefined;
    const [edit] = fix?.edits ?? [];
    const key = `${fix?.title} ${edit?.change.span.start}`;
    if (!fix || offered.has(key)) return [];
    offered.add(key);
    return actionOf(fix, finding, session);
  });
}

function isAt({ place }: Finding, range: Range, session: Session): boolean {
  const at = rangeOf(place, session);
  return at !== undefined && touches(at, range);
}

function actionOf(fix: Fix, finding: Finding, session: Session): readonly CodeAction[] {
  const edit = workspaceEdit(fix.edits, session);
  const diagnostic = diagnosticOf(finding, session);
  if (!edit) return [];
  return [
    {
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      edit,
      ...(diagnostic ? { diagnostics: [diagnostic] } : {}),
      ...(fix.certain ? { isPreferred: true } : {}),
    },
  ];
}

function fixAll(findings: readonly Finding[], session: Session): CodeAction[] {
  const edits: FixEdit[] = [];
  for (const finding of findings) {
    const fix = finding.fixes.find(({ certain }) => certain);
    if (fix && !fix.edits.some((edit) => edits.some((other) => collide(edit, other)))) edits.push(...fix.edits);
  }
  const edit = edits.length > 0 ? workspaceEdit(edits, session) : undefined;
  return edit ? [{ title: 'Fix all that has one certain fix', kind: FIX_ALL, edit }] : [];
}

function collide(one: FixEdit, other: FixEdit): boolean {
  const { start, end } = one.change.span;
  return one.document === other.document && start <= other.change.span.end && other.change.span.start <= end;
}

function touches(one: Range, other: Range): boolean {
  return !isBefore(one.end, other.start) && !isBefore(other.end, one.start);
}

function isBefore(one: Range['start'], other: Range['start']): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}
