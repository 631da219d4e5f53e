import { type Cursor, cursorAt, type ValueSlot } from '../cursor/cursor.ts';
import { type Indentation, indentationOf } from '../cursor/indentation.ts';
import type { InlineWindow } from '../cursor/inline-window.ts';
import type { ListWindow } from '../cursor/list-window.ts';
import type { IsDeprecated } from '../facts/deprecated-fields.ts';
import type { GroupKind } from '../objects/group-kind.ts';
import { splitApiVersion } from '../objects/resource.ts';
import type { Manifests } from '../query/manifests.ts';
import { type ResolvedKind, resolveKind } from '../schemas/resolved-kind.ts';
import type { SchemaStore } from '../schemas/schema-store.ts';
import type { Usage } from '../schemas/usage.ts';
import type { Snippet } from '../snippets/snippet.ts';
import { type NodePath, scalarAt } from '../syntax/lookup.ts';
import { type ManifestDocument, manifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import type { Node } from '../syntax/node.ts';
import type { PathPattern } from '../syntax/path-pattern.ts';
import { lineBreakOf } from '../text/line-break.ts';
import type { SchemaValidator } from '../validation/schema-validator.ts';
import type { Targets } from '../validation/violation.ts';
import type { Completion } from './completion.ts';
import { type Surroundings, surroundingsOf } from './surroundings.ts';
import type { KnownKey, Value } from './value.ts';

export interface CompletionInput {
  readonly schemas: SchemaValidator;
  readonly usage: Usage;
  readonly snippets: readonly Snippet[];
  readonly workspace: CompletionManifests;
}

/** The part of the workspace that completion reads. */
export interface CompletionManifests
  extends Pick<
    Manifests,
    'kinds' | 'model' | 'objectsNear' | 'resourceIn' | 'resolve' | 'referrersTo' | 'patchTargets' | 'objectsNamed'
  > {
  readonly features: { readonly completion: CompletionContributions };
}

/** What providers contribute to completion. Sources are called in order, and earlier values come first. */
export interface CompletionContributions {
  /** Values that must match other fields. */
  readonly matchingValues: readonly ValueSource[];
  /** Names that are referenced but not defined. */
  readonly expectedValues: readonly ValueSource[];
  /** Names for the object itself. */
  readonly objectNames: readonly ValueSource[];
  /** Values that are common in a field whose schema does not list them. */
  readonly commonValues: readonly CommonValues[];
  /** Keys of maps such as labels, annotations and arguments. */
  readonly mapKeys: readonly MapKeySource[];
  /** Expressions inside a value; a source that returns a list is the only one to be used. */
  readonly expressions: readonly ExpressionSource[];
  /** Variables of snippets that name an object of a kind. */
  readonly snippetNames: Readonly<Record<string, GroupKind>>;
  /** Other variables of snippets, and the fields that may already contain their values. */
  readonly snippetFields: Readonly<Record<string, SnippetField>>;
  /** Returns the API generation that the author uses, in the form of snippet titles; undefined if it is unknown. */
  readonly generationOf: (context: Context) => string | undefined;
  /** Returns true for a field that should no longer be used. */
  readonly isDeprecated: IsDeprecated;
  /** Paths of specs inside specs, whose fields are those of the outer kind's spec. */
  readonly embeddedSpecs: readonly NodePath[];
}

export type ValueSource = (context: Context, slot: ValueSlot) => readonly Value[];
export type MapKeySource = (context: Context, path: NodePath) => readonly KnownKey[];
export type ExpressionSource = (context: Context, slot: ValueSlot) => readonly Completion[] | undefined;

export interface CommonValues {
  /** If absent, every kind that has such a field. */
  readonly kinds?: readonly GroupKind[];
  readonly pattern: PathPattern;
  readonly values: (context: Context) => readonly Value[];
}

export interface SnippetField {
  readonly places: readonly (readonly [GroupKind, string])[];
  /** Each cluster has its own value. */
  readonly isUnique?: boolean;
  /** Converts the text of one of the fields to the variable's value. */
  readonly read?: (text: string) => string;
  /** Returns the value for when none of the fields is set. */
  readonly fallback?: (context: Context) => string | undefined;
}

/**
 * Returns the same workspace for completion inside an inline patch of a kustomization: the patch is the object of the
 * document.
 */
export function workspaceInPatch(
  workspace: CompletionInput['workspace'],
  window: InlineWindow,
): CompletionInput['workspace'] {
  const { document, patch } = window;
  return {
    kinds: workspace.kinds,
    model: workspace.model,
    features: workspace.features,
    objectsNear: (from, kind) => workspace.objectsNear(from, kind),
    resourceIn: (each) => (each === document ? patch : workspace.resourceIn(each)),
    resolve: (resource, reference) => workspace.resolve(resource, reference),
    referrersTo: (resource) => workspace.referrersTo(resource),
    patchTargets: (uri) => workspace.patchTargets(uri, window),
    objectsNamed: (kind, name, uri) => workspace.objectsNamed(kind, name, uri),
  };
}

/** Returns the same workspace for completion in an item of a List: the item is the object of the document. */
export function workspaceInListItem(
  workspace: CompletionInput['workspace'],
  { document, part }: ListWindow,
): CompletionInput['workspace'] {
  return {
    kinds: workspace.kinds,
    model: workspace.model,
    features: workspace.features,
    objectsNear: (from, kind) => workspace.objectsNear(from, kind),
    resourceIn: (each) => workspace.resourceIn(each === document ? part : each),
    resolve: (resource, reference) => workspace.resolve(resource, reference),
    referrersTo: (resource) => workspace.referrersTo(resource),
    patchTargets: (uri) => workspace.patchTargets(uri),
    objectsNamed: (kind, name, uri) => workspace.objectsNamed(kind, name, uri),
  };
}

/** What completion sources know about the cursor's position. */
export interface Context extends Surroundings {
  readonly input: CompletionInput;
  readonly targets: Targets;
  readonly file: ManifestFile;
  /** The index of the document in the file. */
  readonly index: number;
  readonly document: ManifestDocument;
  /** The offset of the cursor in the document. */
  readonly offset: number;
  readonly cursor: Cursor;
  /** Absent for an unknown kind. */
  readonly known?: ResolvedKind;
  readonly eol: string;
  readonly indentation: Indentation;
}

/**
 * Returns the context at an offset, or undefined if no completion applies there. `offset` is relative to the start of
 * document number `index`.
 */
export function contextAt(
  file: ManifestFile,
  index: number,
  offset: number,
  input: CompletionInput,
): Context | undefined {
  // An empty file has no document.
  const document = file.documents[index] ?? manifestDocument({ text: '', before: 'start', after: 'pending' });
  const cursor = cursorAt(document.text, offset);
  if (!cursor) return undefined;
  const targets = input.schemas.targetsFor(file.uri);
  const known = kindOf(cursor.root, input.schemas.store, targets);
  return {
    ...surroundingsOf(input, { file, index }),
    input,
    targets,
    file,
    index,
    document,
    offset,
    cursor,
    ...(known ? { known } : {}),
    eol: lineBreakOf(document.text),
    indentation: indentationOf(nearest(cursor, file, index)),
  };
}

/** Yields the texts around the cursor, nearest first. The indentation is detected from a few documents. */
function* nearest(cursor: Cursor, { documents }: ManifestFile, index: number) {
  yield cursor;
  for (const distance of [1, 2, 3])
    for (const each of [documents[index - distance], documents[index + distance]])
      if (each) yield { text: each.text, root: each.parsed.root };
}

/** Returns the kind of a document. The group may be missing if only one group has the kind. */
function kindOf(root: Node, store: SchemaStore, targets: Targets): ResolvedKind | undefined {
  const kind = scalarAt(root, ['kind'])?.text;
  const apiVersion = scalarAt(root, ['apiVersion'])?.text;
  if (!kind) return undefined;
  if (apiVersion) return resolveKind(store, targets, { ...splitApiVersion(apiVersion), kind });
  const groups = store.kinds.filter((entry) => entry.kind === kind);
  return groups[0] && groups.length === 1 ? resolveKind(store, targets, { ...groups[0], version: '' }) : undefined;
}
