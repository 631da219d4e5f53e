import { scalarText } from '../fixes/write-scalar.ts';
import { isTemplate } from '../objects/template-text.ts';
import { compareVersions } from '../schemas/versions.ts';
import { childOf, type NodePath, scalarAt } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { Node } from '../syntax/node.ts';
import { applyMoves } from './apply-moves.ts';
import { checked } from './check-result.ts';
import { choiceObject, choicesFor, keepVersion, withDecisions } from './choices.ts';
import type { DraftStyle } from './draft.ts';
import { type Draft, type DraftList, type DraftMap, draftEntry } from './draft.ts';
import { draftValue } from './draft-value.ts';
import { editDocument } from './edit-document.ts';
import { followVersions } from './follow-versions.ts';
import { migrateKustomization, migrateReplacementFile } from './migrate-kustomization.ts';
import { migrateOperations } from './migrate-operations.ts';
import type { DocumentPlace, MigratedDocument, MigratedObject } from './migrated-document.ts';
import type { KeptObject, Leftover, Migration, MigrationContext } from './migration.ts';
import { prune } from './prune.ts';
import { isKustomizationRoot, Surroundings } from './surroundings.ts';
import { unknownNodes } from './unknown-nodes.ts';

/**
 * Returns the text of a document with its objects in their target versions. Text that cannot be parsed, or whose result
 * cannot be verified, is unchanged and has a leftover.
 */
export function migrateDocument(
  document: ManifestDocument,
  context: MigrationContext,
  place: DocumentPlace = { uri: '', surroundings: new Surroundings([], context), isPatch: false },
): MigratedDocument {
  const { text } = document;
  if (!context.migrations.some(({ kind }) => text.includes(kind)) && !place.patched)
    return { text, leftovers: [], objects: [] };
  const { root } = document.parsed;
  if (place.surroundings.isReplacementFile(place.uri))
    return {
      ...editDocument(document, (draft) => migrateReplacementFile(draft, place.surroundings, context.choices)),
      objects: [],
    };
  if (root?.kind === 'sequence') return migratePatch(document, context, place);
  if (isKustomizationRoot(place.uri, root))
    return {
      ...editDocument(document, (draft, style) =>
        migrateKustomization(draft, { ...place, context, style }, migrateDocument),
      ),
      objects: [],
    };
  const nodes = root ? objectsIn(root) : [];
  const objects = nodes.flatMap((node) => {
    const object = migratedObject(node, context);
    return object && !place.surroundings.isKept(object) ? object : [];
  });
  const followers = nodes.some((node) => followerOf(node, context) !== undefined);
  const tooOld = nodes.flatMap((node) => [...notSupportedIn(node, context), ...variableVersion(node, context)]);
  if (objects.length === 0 && !followers) return { text, leftovers: tooOld, objects };
  const edited = editDocument(document, (draft, style) =>
    draftObjectsIn(draft).flatMap((map) => migrateObject(map, context, place, style)),
  );
  const { text: after, leftovers } = checked(document, edited, context, place, objectOf(nodes[0]));
  const isPatched = place.isPatch || objects.some(({ kind }) => place.surroundings.isChanged(kind));
  const own = isPatched ? keeping(leftovers, objects) : leftovers;
  return { text: after, leftovers: [...tooOld, ...own], objects };
}

/** Returns the objects of a document that have a newer version to migrate to. */
export function objectsToMigrate(document: ManifestDocument, context: MigrationContext): readonly MigratedObject[] {
  if (!context.migrations.some(({ kind }) => document.text.includes(kind))) return [];
  const { root } = document.parsed;
  return root ? objectsIn(root).flatMap((node) => migratedObject(node, context) ?? []) : [];
}

function migratePatch(
  document: ManifestDocument,
  context: MigrationContext,
  { patched, targets = [{}] }: DocumentPlace,
): MigratedDocument {
  if (!patched) return { text: document.text, leftovers: [], objects: [] };
  const [{ name: target } = {}] = targets;
  const migrateList = (list: DraftList, style: DraftStyle) => {
    const options = optionsFor(patched, context, style, true, target);
    return withDecisions(
      migrateOperations(list, patched, options, ''),
      options.choices,
      choiceObject(patched.kind, target),
    );
  };
  const edited = editDocument(document, (draft, style) => (draft.kind === 'list' ? migrateList(draft, style) : []));
  const { group, kind } = patched;
  const kept = targets.map(({ name }) => ({ group, kind, ...(name === undefined ? {} : { name }) }));
  return { ...edited, leftovers: keeping(edited.leftovers, kept), objects: [] };
}

/** Adds the objects that keep their version to the leftovers that block them. */
function keeping(leftovers: readonly Leftover[], keeps: readonly KeptObject[]): readonly Leftover[] {
  return leftovers.map((each) => (each.severity === 'blocked' && !each.keeps ? { ...each, keeps } : each));
}

function migrateObject(
  map: DraftMap,
  context: MigrationContext,
  place: DocumentPlace,
  style: DraftStyle,
): readonly Leftover[] {
  if (!map.source) return [];
  const found = migratedObject(map.source, context);
  const isKept = found && place.surroundings.isKept(found);
  const migration = isKept ? undefined : migrationOf(map.source, context);
  const follows = migration?.follows ?? followerOf(map.source, context)?.follows;
  const leftovers: Leftover[] = [];
  const apiVersion = draftEntry(map, 'apiVersion');
  if (migration && apiVersion?.value.kind === 'scalar') {
    const { group, kind, from, to } = migration;
    const name = scalarAt(map.source, ['metadata', 'name'])?.text;
    const object = choiceObject(kind, name);
    const options = optionsFor(migration, context, style, place.isPatch, name);
    if (place.isPatch && !place.surroundings.hasObject(group, kind, name)) {
      const own = withDecisions([withoutBase(apiVersion, kind)], options.choices, object);
      if (own.length > 0) return own;
    }
    const { source } = apiVersion.value;
    const text = scalarText(`${group}/${to}`, source?.kind === 'scalar' ? source.style : 'plain');
    // The user sets a variable.
    if (source?.kind !== 'scalar' || !isTemplate(source.text)) apiVersion.value = { kind: 'scalar', text };
    const base = place.isPatch && name !== undefined ? { group, kind, name } : undefined;
    const baseValue = base && ((path: NodePath) => place.surroundings.valueOf(base, path));
    const moved = applyMoves(map, migration, baseValue ? { ...options, baseValue } : options);
    const keepsEmpty = place.isPatch ? 'all' : (migration.keepsEmpty ?? []);
    const schema = context.schema(group, kind, to);
    const unknown = unknownNodes(map.source, context.schema(group, kind, from));
    const pruned = prune(map, schema, keepsEmpty, style, place.isPatch, unknown);
    leftovers.push(...withDecisions([...moved, ...pruned], options.choices, object));
  }
  if (!follows) return leftovers;
  const find = (named: string, kind: string) => migrationFor(named, kind, context);
  const object = objectOf(map.source);
  const choices = choicesFor(context.choices, object);
  const options = { style, schema: undefined, choices, isPatch: place.isPatch };
  const own = followVersions(map, follows, find, options).map((each) => ({ ...each, object }));
  return [...leftovers, ...own];
}

/** Reports an object whose version the tables do not migrate to the target version, although it is older. */
function notSupportedIn(node: Node, { migrations, target, choices }: MigrationContext): readonly Leftover[] {
  const [apiVersion, kind] = [scalarAt(node, ['apiVersion']), scalarAt(node, ['kind'])?.text];
  const [, group = '', version = ''] = /^([^/]*)\/(v\d+(?:(?:alpha|beta)\d+)?)$/.exec(apiVersion?.text ?? '') ?? [];
  const known = migrations.filter((each) => each.group === group && each.kind === kind);
  const to = kind === undefined ? undefined : target(group, kind);
  if (!apiVersion || to === undefined || known.length === 0 || compareVersions(version, to) <= 0) return [];
  const own = known.filter(({ from }) => from === version);
  if (own.some((each) => each.to === to) || known.some((each) => each.to === version)) return [];
  const newest = known.map(({ from }) => from).toSorted(compareVersions)[0];
  const [supported] = own.length > 0 ? own : known.filter((each) => each.to === to);
  if (!supported) return [];
  const message =
    own.length > 0
      ? `${version} of ${kind} can only be migrated to ${supported.to}, but the target is ${to}. Select a release that serves ${supported.to}.`
      : `${version} of ${kind} is not supported. Migrate it to ${newest} first, as the provider describes.`;
  const { start, end } = apiVersion.span;
  const path = 'apiVersion';
  const leftover: Leftover = { start, end, path, severity: 'blocked', message, choices: [keepVersion(path)] };
  const object = objectOf(node);
  return withDecisions([leftover], choicesFor(choices, object), object);
}

/** Returns the name of an object in choices. */
function objectOf(node: Node | undefined): string {
  return choiceObject(scalarAt(node, ['kind'])?.text ?? '', scalarAt(node, ['metadata', 'name'])?.text);
}

function withoutBase({ start, end }: { readonly start: number; readonly end: number }, kind: string): Leftover {
  const message = `The ${kind} of this patch is not among the files. Migrate both together, otherwise the patch matches no object.`;
  const choices = [{ title: 'Migrate the patch', id: 'apiVersion=migrate' }, keepVersion('apiVersion')];
  return { start, end, path: 'apiVersion', severity: 'blocked', message, choices, keeps: [] };
}

function optionsFor(
  { group, kind, to }: Migration,
  context: MigrationContext,
  style: DraftStyle,
  isPatch: boolean,
  name: string | undefined,
) {
  const schema = isPatch ? undefined : context.schema(group, kind, to);
  return { style, schema, choices: choicesFor(context.choices, choiceObject(kind, name)), isPatch };
}

/** Returns the migration of an object from an apiVersion; undefined if it keeps its version. */
function migrationFor(
  apiVersion: string,
  kind: string,
  { migrations, target }: MigrationContext,
): Migration | undefined {
  const slash = apiVersion.lastIndexOf('/');
  const [group, version] = [apiVersion.slice(0, Math.max(0, slash)), apiVersion.slice(slash + 1)];
  const to = target(group, kind);
  return migrations.find(
    (each) => each.group === group && each.kind === kind && each.from === version && each.to === to,
  );
}

function migrationOf(node: Node, context: MigrationContext): Migration | undefined {
  const [apiVersion, kind] = [scalarAt(node, ['apiVersion'])?.text, scalarAt(node, ['kind'])?.text];
  if (apiVersion === undefined || kind === undefined) return undefined;
  const choices = choicesFor(context.choices, objectOf(node));
  return isTemplate(apiVersion)
    ? migrationsOfVariable(apiVersion, kind, context).find(({ from }) => choices.has(`apiVersion=${from}`))
    : migrationFor(apiVersion, kind, context);
}

/** Returns the possible migrations of an object whose version is a variable. */
function migrationsOfVariable(
  apiVersion: string,
  kind: string,
  { migrations, target }: MigrationContext,
): readonly Migration[] {
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
  return migrations.filter(
    (each) =>
      each.group === group && each.kind === kind && each.to === target(group, kind) && /beta|v1alpha1/.test(each.from),
  );
}

/** Reports an object whose version is a variable. */
function variableVersion(node: Node, context: MigrationContext): readonly Leftover[] {
  const [apiVersion, kind] = [scalarAt(node, ['apiVersion']), scalarAt(node, ['kind'])?.text];
  if (!apiVersion || kind === undefined || !isTemplate(apiVersion.text)) return [];
  const possible = migrationsOfVariable(apiVersion.text, kind, context);
  const [first] = possible;
  if (!first) return [];
  const { start, end } = apiVersion.span;
  const path = 'apiVersion';
  const message = `The version is a variable, so this ${kind} is not migrated.`;
  const choices = [
    ...possible.map(({ from, to }) => ({ title: `Migrate the fields from ${from} to ${to}`, id: `${path}=${from}` })),
    keepVersion(path),
  ];
  const object = objectOf(node);
  return withDecisions(
    [{ start, end, path, severity: 'check', message, choices }],
    choicesFor(context.choices, object),
    object,
  ).filter(({ isDecided }) => !isDecided);
}

/** Returns the table of an object that already has its target version, but names versions of other objects. */
function followerOf(node: Node, { migrations }: MigrationContext): Migration | undefined {
  const [apiVersion, kind] = [scalarAt(node, ['apiVersion'])?.text, scalarAt(node, ['kind'])?.text];
  return migrations.find((each) => each.follows && each.kind === kind && `${each.group}/${each.to}` === apiVersion);
}

function migratedObject(node: Node, context: MigrationContext): MigratedObject | undefined {
  const migration = migrationOf(node, context);
  if (!migration) return undefined;
  const { group, kind, from, to } = migration;
  const name = scalarAt(node, ['metadata', 'name'])?.text;
  return { group, kind, from: `${group}/${from}`, to: `${group}/${to}`, ...(name === undefined ? {} : { name }) };
}

function objectsIn(root: Node): readonly Node[] {
  const items = childOf(root, 'items');
  const isList = /List$/.test(scalarAt(root, ['kind'])?.text ?? '') && items?.kind === 'sequence';
  return isList ? items.items : [root];
}

/** Returns the objects of a document: the items of a List, or the object itself. */
export function draftObjectsIn(root: Draft): readonly DraftMap[] {
  if (root.kind !== 'map') return [];
  const items = draftEntry(root, 'items')?.value;
  const kind = draftEntry(root, 'kind')?.value;
  if (items?.kind === 'list' && kind && /List$/.test(String(draftValue(kind))))
    return items.items.flatMap(({ value }) => (value.kind === 'map' ? [value] : []));
  return [root];
}
