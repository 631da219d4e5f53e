import { type CodeAction, CodeActionKind, type CodeActionParams, CodeActionTriggerKind } from 'vscode-languageserver';
import {
  type Finding,
  type ManifestFile,
  type MigrationAction,
  type MigrationContext,
  migrateManifests,
  migrationActions,
  offsetAt,
  placeAt,
} from '../../core/index.ts';
import { contextFor, filesLike, goalsFor } from '../migration-context.ts';
import { migrationEdit } from '../migration-edit.ts';
import type { Snapshot } from '../session/snapshot.ts';
import { rangeOf } from '../to-lsp.ts';
import { normalUri } from '../uris.ts';

/** The `data` of a code action, from which its edit is computed. */
interface MigrationData {
  /** The URI of the file as the client spells it. */
  readonly migrate: string;
  /** The index of the document; absent for complete files. */
  readonly index?: number;
  /** All files that have the same targets. */
  readonly everywhere?: boolean;
  readonly choices?: readonly string[];
}

/**
 * Returns the migrations of the object at the cursor, of its file and of the workspace, as refactorings. Quick fixes
 * migrate an object whose version is deprecated, and make the choices for what a migration leaves open, at its place.
 */
export function migrationCodeActions(
  snapshot: Snapshot,
  { textDocument, range, context: { triggerKind } }: CodeActionParams,
  isRequested: (kind: string) => boolean,
): CodeAction[] {
  const uri = normalUri(textDocument.uri);
  const file = snapshot.manifest(uri);
  const isRefactoring = isRequested(CodeActionKind.RefactorRewrite);
  if (!file || !(isRefactoring || isRequested(CodeActionKind.QuickFix))) return [];
  const offset = offsetAt(file, range.start);
  // A client requests actions after each move of the cursor, and then shows only that there are some.
  if (triggerKind === CodeActionTriggerKind.Automatic && !isAtType(file, range.start)) return [];
  const resource = snapshot.resourceAt(uri, range.start);
  const context = contextFor(snapshot, goalsFor(snapshot, uri));
  // A patch moves together with the objects that it is for.
  const offered =
    context && !(resource && snapshot.workspace.isPatch(resource)) ? migrationActions(file, offset, context) : [];
  const [object, ...others] = offered;
  const create = (action: MigrationAction, kind: string) => actionsFor(action, kind, file, snapshot);
  const deprecated = isRequested(CodeActionKind.QuickFix)
    ? snapshot
        .findingsIn(uri)
        .find((finding) => finding.rule === 'deprecated-version' && isAt(finding, range, snapshot))
    : undefined;
  const diagnostic = deprecated && snapshot.diagnostic(deprecated);
  const fixes = object && diagnostic ? create(object, CodeActionKind.QuickFix) : [];
  const choices = isRequested(CodeActionKind.QuickFix)
    ? others.filter(({ at }) => at && at.start <= offset && offset <= at.end)
    : [];
  return [
    ...fixes.map((fix) => ({ ...fix, ...(diagnostic ? { diagnostics: [diagnostic] } : {}) })),
    ...choices.flatMap((action) => create(action, CodeActionKind.QuickFix)),
    ...(isRefactoring
      ? [
          ...offered
            .filter((action) => !action.at && !(action === object && fixes.length > 0))
            .flatMap((action) => create(action, CodeActionKind.RefactorRewrite)),
          ...(context ? everywhere(snapshot, file, context) : []),
        ]
      : []),
  ];
}

/** Computes the edit of an action that a client selected. */
export function resolveMigration(snapshot: Snapshot, action: CodeAction): CodeAction {
  const data = action.data as MigrationData | undefined;
  const edit = typeof data?.migrate === 'string' ? editOf(data, snapshot) : undefined;
  return edit ? { ...action, edit } : action;
}

function editOf({ migrate, index, everywhere: isEverywhere, choices }: MigrationData, snapshot: Snapshot) {
  const uri = normalUri(migrate);
  const context = contextFor(snapshot, goalsFor(snapshot, uri), choices);
  if (!context) return undefined;
  const scope = isEverywhere ? {} : { uri, ...(index === undefined ? {} : { index }) };
  return migrationEdit(migrateManifests(filesLike(snapshot, uri), context, scope), snapshot);
}

function actionsFor(action: MigrationAction, kind: string, file: ManifestFile, snapshot: Snapshot): CodeAction[] {
  const { title, problem, goal, choices } = action;
  if (problem !== undefined)
    return snapshot.client.disablesActions ? [{ title, kind, disabled: { reason: problem } }] : [];
  const data: MigrationData = {
    migrate: snapshot.clientUri(file.uri),
    ...(goal.index === undefined ? {} : { index: goal.index }),
    choices,
  };
  return [completed({ title, kind, data }, snapshot)];
}

/** Returns the action for all files, if another file has something to migrate. */
function everywhere(snapshot: Snapshot, file: ManifestFile, context: MigrationContext): CodeAction[] {
  const hasMore = filesLike(snapshot, file.uri).some(
    (other) =>
      other !== file &&
      other.documents.some((document) =>
        snapshot.workspace.resourcesIn(document).some(({ group, kind, version }) => {
          const to = context.target(group, kind);
          return context.migrations.some(
            (each) => each.group === group && each.kind === kind && each.from === version && each.to === to,
          );
        }),
      ),
  );
  if (!hasMore) return [];
  const data: MigrationData = { migrate: snapshot.clientUri(file.uri), everywhere: true };
  const title = 'Migrate all files to newer API versions';
  return [completed({ title, kind: CodeActionKind.RefactorRewrite, data }, snapshot)];
}

/** Returns the action with its edit, if the client cannot request the edit later. */
function completed(action: CodeAction, snapshot: Snapshot): CodeAction {
  if (snapshot.client.resolvesEdits) return action;
  const { data: _, ...plain } = resolveMigration(snapshot, action);
  return plain;
}

function isAt({ place }: Finding, { start, end }: CodeActionParams['range'], snapshot: Snapshot): boolean {
  const at = rangeOf(place, snapshot);
  return at !== undefined && at.start.line <= end.line && start.line <= at.end.line;
}

/** True in the line of an apiVersion or a kind. */
function isAtType(file: ManifestFile, position: CodeActionParams['range']['start']): boolean {
  const { index, offset } = placeAt(file, offsetAt(file, position));
  const text = file.documents[index]?.text ?? '';
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ -]*["']?(apiVersion|kind)\b/.test(text.slice(start, offset + 'apiVersion'.length + 1));
}
