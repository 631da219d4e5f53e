import { columnOf, eol, indentStep } from '../fixes/set-field.ts';
import { scalarText } from '../fixes/write-scalar.ts';
import { splitApiVersion } from '../resources/resource.ts';
import type { JsonValue, StructuralSchema } from '../schemas/structural-schema.ts';
import { isJson, isJsonText } from '../syntax/json-text.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { Node } from '../syntax/node.ts';
import { parseDocument } from '../syntax/parse-document.ts';
import { applyMoves } from './apply-moves.ts';
import { type Draft, type DraftMap, draftEntry } from './draft.ts';
import { draftValue } from './draft-value.ts';
import type { DraftStyle } from './edit-draft.ts';
import type { Leftover, Migration } from './migration.ts';
import { nodeValue, sameValue } from './node-value.ts';
import { prune } from './prune.ts';
import { readDraft } from './read-draft.ts';
import { writeDraft } from './write-draft.ts';

/** What a migration needs to know of the providers. */
export interface MigrationContext {
  readonly migrations: readonly Migration[];
  /** The version that a kind is to have; undefined for kinds that stay as they are. */
  readonly target: (group: string, kind: string) => string | undefined;
  /** The schema of a version, for what it requires and rejects. */
  readonly schema: (group: string, kind: string, version: string) => StructuralSchema | undefined;
  /** The ids of the choices that an author made. */
  readonly choices?: ReadonlySet<string>;
}

export interface MigratedDocument {
  /** The text of the document afterward; the same where nothing changes. */
  readonly text: string;
  readonly leftovers: readonly Leftover[];
  /** The objects in the document that the migration is for. */
  readonly objects: readonly MigratedObject[];
}

export interface MigratedObject {
  readonly kind: string;
  readonly name?: string;
  readonly from: string;
  readonly to: string;
}

/**
 * The text of a document with its objects in their target versions. Whatever cannot be read, or would not read back as
 * the intended object, stays as it is and has a leftover.
 */
export function migrateDocument(document: ManifestDocument, context: MigrationContext): MigratedDocument {
  const { text } = document;
  const { root, problems } = document.parsed;
  const unchanged = (leftovers: readonly Leftover[] = [], objects: readonly MigratedObject[] = []) => ({
    text,
    leftovers,
    objects,
  });
  if (!root || !mentions(text, context)) return unchanged();
  const wanted = objectsIn(root).flatMap((node) => migrationOf(node, context) ?? []);
  if (wanted.length === 0) return unchanged();
  const blocked = (message: string) => unchanged([leftoverAt(root, message)], wanted.map(asMigrated));
  if (problems.length > 0) return blocked('The document cannot be read as YAML. Nothing was changed.');
  const copied = attempt(document, root, context, true);
  if (!copied) return blocked('The document uses a YAML form that cannot be edited safely. Nothing was changed.');
  const { leftovers } = copied;
  if (leftovers.some(({ severity }) => severity === 'blocked')) return unchanged(leftovers, wanted.map(asMigrated));
  // Aliases stay where that gives the same object, because all of their uses change alike.
  const shared = /[*]/.test(text) ? attempt(document, root, context, false) : undefined;
  const after = [shared, copied].find((each) => each && isFaithful(document, each.text, copied.value))?.text;
  if (after === undefined) return blocked('The result would not read back as intended. Nothing was changed.');
  return { text: after, leftovers, objects: wanted.map(asMigrated) };
}

interface Attempt {
  readonly text: string;
  /** What the text is meant to say. */
  readonly value: JsonValue;
  readonly leftovers: readonly Leftover[];
}

function attempt(
  document: ManifestDocument,
  root: Node,
  context: MigrationContext,
  copiesAliases: boolean,
): Attempt | undefined {
  const { text } = document;
  const draft = readDraft(text, root);
  if (!draft) return undefined;
  const style = styleOf(document, copiesAliases);
  const leftovers = draftObjectsIn(draft.root).flatMap((map) => {
    const migration = map.source && migrationOf(map.source, context)?.migration;
    return migration ? migrateObject(map, migration, style, context) : [];
  });
  return { text: writeDraft(draft, style.eol, text.endsWith('\n')), value: draftValue(draft.root), leftovers };
}

/** Whether a text reads as a value, in the format of the document. */
function isFaithful(document: ManifestDocument, text: string, value: JsonValue): boolean {
  if (isJson(document) && !isJsonText(text)) return false;
  const { root, problems } = parseDocument(text);
  return problems.length === 0 && sameValue(nodeValue(root), value);
}

interface Wanted {
  readonly node: Node;
  readonly migration: Migration;
  readonly kind: string;
  readonly from: string;
  readonly name?: string;
}

function asMigrated({ kind, name, from, migration }: Wanted): MigratedObject {
  const to = migration.to;
  return { kind, from, to: `${migration.group}/${to}`, ...(name === undefined ? {} : { name }) };
}

/** Cheap test before the document is parsed into a draft. */
function mentions(text: string, { migrations }: MigrationContext): boolean {
  return migrations.some(({ from, kind }) => text.includes(from) && text.includes(kind));
}

function objectsIn(root: Node): readonly Node[] {
  if (root.kind !== 'map') return [];
  const items = childOf(root, 'items');
  const kind = textAt(root, 'kind');
  return kind?.endsWith('List') && items?.kind === 'sequence' ? items.items : [root];
}

function draftObjectsIn(root: Draft): readonly DraftMap[] {
  if (root.kind !== 'map') return [];
  const items = draftEntry(root, 'items')?.value;
  const kind = draftEntry(root, 'kind')?.value;
  if (items?.kind === 'list' && kind && /List$/.test(String(draftValue(kind))))
    return items.items.flatMap(({ value }) => (value.kind === 'map' ? [value] : []));
  return [root];
}

function migrationOf(node: Node, { migrations, target }: MigrationContext): Wanted | undefined {
  const [apiVersion, kind] = [textAt(node, 'apiVersion'), textAt(node, 'kind')];
  if (apiVersion === undefined || kind === undefined) return undefined;
  const { group, version } = splitApiVersion(apiVersion);
  const to = target(group, kind);
  if (to === undefined || to === version) return undefined;
  const migration = migrations.find(
    (each) => each.group === group && each.kind === kind && each.from === version && each.to === to,
  );
  if (!migration) return undefined;
  const name = textAt(childOf(node, 'metadata'), 'name');
  return { node, migration, kind, from: apiVersion, ...(name === undefined ? {} : { name }) };
}

function migrateObject(
  map: DraftMap,
  migration: Migration,
  style: DraftStyle,
  context: MigrationContext,
): readonly Leftover[] {
  const { group, kind, to } = migration;
  const apiVersion = draftEntry(map, 'apiVersion');
  if (apiVersion?.value.kind === 'scalar') {
    const { source } = apiVersion.value;
    const quotes = source?.kind === 'scalar' ? source.style : 'plain';
    apiVersion.value = { kind: 'scalar', text: scalarText(`${group}/${to}`, quotes) };
  }
  const schema = context.schema(group, kind, to);
  const leftovers = applyMoves(map, migration, { style, schema, choices: context.choices ?? new Set() });
  prune(map, schema, migration.keepsEmpty ?? [], style);
  return leftovers;
}

function leftoverAt({ span }: Node, message: string): Leftover {
  return { start: span.start, end: span.start, path: '', severity: 'blocked', message, choices: [] };
}

function childOf(node: Node | undefined, key: string): Node | undefined {
  if (node?.kind !== 'map') return undefined;
  return node.entries.findLast((entry) => entry.key.kind === 'scalar' && entry.key.text === key)?.value;
}

function textAt(node: Node | undefined, key: string): string | undefined {
  const value = childOf(node, key);
  return value?.kind === 'scalar' && value.style !== 'absent' ? value.text : undefined;
}

function styleOf(document: ManifestDocument, copiesAliases: boolean): DraftStyle {
  // The first key of JSON on several lines shows the step.
  const step = /^\s*\{[^\S\n]*\n( +)/.exec(document.text)?.[1]?.length ?? indentStep(document);
  return { eol: eol(document), step, isJson: isJson(document), copiesAliases, dashOffset: dashOffsetOf(document) };
}

/** How far the first list of a document stands right of its key; two where there is none. */
function dashOffsetOf(document: ManifestDocument): number {
  const visit = (node: Node, column: number): number | undefined => {
    if (node.kind === 'scalar' || node.flow || node.alias) return undefined;
    if (node.kind === 'sequence') return Math.max(0, columnOf(document, node.span.start) - column);
    for (const { key, value } of node.entries) {
      const found = visit(value, columnOf(document, key.span.start));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const { root } = document.parsed;
  return (root && visit(root, 0)) ?? 2;
}
