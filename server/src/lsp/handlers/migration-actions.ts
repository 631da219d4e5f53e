import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Diagnostic,
  type Range,
} from 'vscode-languageserver';
import {
  jointChoices,
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

/** Migrations as code actions. */
export interface MigrationCodeActions {
  /** Migrate an object whose version is deprecated, and make the choices for what a migration leaves open. */
  readonly fixes: readonly CodeAction[];
  /** Migrate the object at the cursor, its file, and all files. */
  readonly refactorings: readonly CodeAction[];
}

const NONE: MigrationCodeActions = { fixes: [], refactorings: [] };

export function migrationCodeActions(
  snapshot: Snapshot,
  { textDocument, range, context: { only, triggerKind } }: CodeActionParams,
  isRequested: (kind: string) => boolean,
): MigrationCodeActions {
  const uri = normalUri(textDocument.uri);
  const file = snapshot.manifest(uri);
  const hasFixes = isRequested(CodeActionKind.QuickFix);
  if (!file || !(hasFixes || isRequested(CodeActionKind.RefactorRewrite))) return NONE;
  const isAtVersion = isAtType(file, range.start);
  // A client requests actions after each move of the cursor, and then shows only that there are some.
  if (triggerKind === CodeActionTriggerKind.Automatic && !isAtVersion) return NONE;
  // In other lines, migrations are offered only in the menu of refactorings.
  const hasRefactorings = isRequested(CodeActionKind.RefactorRewrite) && (isAtVersion || only !== undefined);
  const context = contextFor(snapshot, goalsFor(snapshot, uri));
  if (!context) return NONE;
  const offset = offsetAt(file, range.start);
  const resource = snapshot.resourceAt(uri, range.start);
  // A patch moves together with the objects that it is for.
  const isPatch = resource !== undefined && snapshot.workspace.isPatch(resource);
  const files = filesLike(snapshot, uri);
  const [object, ...ownActions] = isPatch ? [] : migrationActions(file, offset, context, files);
  const isJoint = object === undefined || object.isJoint === true;
  const hasChoices = hasFixes && isJoint && triggerKind !== CodeActionTriggerKind.Automatic;
  const others = [...ownActions, ...(hasChoices ? jointChoices(file, offset, context, files) : [])];
  const create = (action: MigrationAction, kind: string) => actionsFor(action, kind, file, snapshot);
  const diagnostic = hasFixes ? deprecationAt(range, uri, snapshot) : undefined;
  const fixes = object && diagnostic ? create(object, CodeActionKind.QuickFix) : [];
  const choices = others.filter(({ at }) => hasFixes && at && at.start <= offset && offset <= at.end);
  const plain = [...(object && fixes.length === 0 ? [object] : []), ...others.filter(({ at }) => !at)];
  return {
    fixes: [
      ...fixes.map((fix) => ({ ...fix, ...(diagnostic ? { diagnostics: [diagnostic] } : {}) })),
      ...choices.flatMap((action) => create(action, CodeActionKind.QuickFix)),
    ],
    refactorings: hasRefactorings
      ? [
          ...plain.flatMap((action) => create(action, CodeActionKind.RefactorRewrite)),
          ...everywhere(snapshot, file, files, context, object?.isJoint === true),
        ]
      : [],
  };
}

/** Computes the edit of an action that a client selected. */
export function resolveMigration(snapshot: Snapshot, action: CodeAction): CodeAction {
  const data = action?.data as MigrationData | undefined;
  const edit = typeof data?.migrate === 'string' ? editOf(data, snapshot) : undefined;
  return edit ? { ...action, edit } : action;
}

function editOf({ migrate, index, everywhere: isEverywhere, choices }: MigrationData, snapshot: Snapshot) {
  const uri = normalUri(migrate);
  const context = contextFor(snapshot, goalsFor(snapshot, uri), Array.isArray(choices) ? choices : []);
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
    ...(goal.uri === undefined ? { everywhere: true } : {}),
    choices,
  };
  return [completed({ title, kind, data }, snapshot)];
}

/** Returns the action for all files, if another file has something to migrate, or if the object must move together with others. */
function everywhere(
  snapshot: Snapshot,
  file: ManifestFile,
  files: readonly ManifestFile[],
  context: MigrationContext,
  isOffered: boolean,
): CodeAction[] {
  const hasMore = () =>
    files.some(
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
  if (!isOffered && !hasMore()) return [];
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

/** Returns the diagnostic of the deprecated version in the lines of a range. */
function deprecationAt({ start, end }: Range, uri: string, snapshot: Snapshot): Diagnostic | undefined {
  const found = snapshot.findingsIn(uri).find(({ rule, place }) => {
    const at = rule === 'deprecated-version' ? rangeOf(place, snapshot) : undefined;
    return at !== undefined && at.start.line <= end.line && start.line <= at.end.line;
  });
  return found && snapshot.diagnostic(found);
}

/** True in the line of an apiVersion or a kind. */
function isAtType(file: ManifestFile, position: Range['start']): boolean {
  const { index, offset } = placeAt(file, offsetAt(file, position));
  const text = file.documents[index]?.text ?? '';
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ -]*["']?(apiVersion|kind)\b/.test(text.slice(start, offset + 'apiVersion'.length + 1));
}
