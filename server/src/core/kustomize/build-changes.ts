import { type RecordedQuery, resourcesIn } from '../dependencies/recorded-query.ts';
import { indexKey } from '../index/object-index.ts';
import { isJsonPatch, operationsOf } from '../objects/json-patch.ts';
import { generatorsChanging, JSON_PATCH, type KustomizePatch, kustomizePatchesOf } from '../objects/kustomization.ts';
import {
  REPLACEMENTS,
  type ReplacementEntry,
  replacementEntriesOf,
  replacementsInFile,
} from '../objects/replacements.ts';
import { type Resource, splitApiVersion } from '../objects/resource.ts';
import { childOf, type NodePath, nodeAt, scalarAt } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import { matches, pathPattern } from '../syntax/path-pattern.ts';
import { maySpecConcern, transformerFilesOf, transformersOf } from './built/transformers.ts';
import { maySelect } from './patch-targets.ts';

/** The path of a field that a kustomization changes, or of one of its parents. Empty if the change is unknown. */
type Written = readonly string[];

/**
 * Returns true if a kustomization may change an object at one of the paths, their parents or children. `isIgnored`
 * excludes patches, such as the object itself.
 */
export function mayChange(
  query: RecordedQuery,
  kustomization: Resource,
  object: Resource,
  paths: readonly NodePath[],
  isIgnored: (patch: KustomizePatch) => boolean = () => false,
): boolean {
  query.record(indexKey.changes(kustomization.uri));
  return changesTo(query, kustomization, object, isIgnored).some(
    // The effect of a new apiVersion or kind on the fields is unknown.
    (written) => isOfType(written) || paths.some((path) => meet(written, path)),
  );
}

function isOfType([first]: Written): boolean {
  return first === 'apiVersion' || first === 'kind';
}

function meet(written: Written, path: NodePath): boolean {
  return path.every((step, depth) => {
    const own = written[depth];
    return own === undefined || own === '-' || own === String(step);
  });
}

const ANYTHING: readonly Written[] = [[]];

function changesTo(
  query: RecordedQuery,
  kustomization: Resource,
  object: Resource,
  isIgnored: (patch: KustomizePatch) => boolean,
): readonly Written[] {
  const { root, broken } = kustomization;
  for (const file of transformerFilesOf(kustomization)) {
    query.record(indexKey.changes(file));
    query.record(indexKey.opaqueIn(file));
  }
  const transformers = transformersOf(kustomization, query.index);
  if (broken || !transformers) return ANYTHING;
  if (generatorsChanging(kustomization, object.kind, [object.name ?? '']).length > 0) return ANYTHING;
  return [
    ...kustomizePatchesOf(kustomization).flatMap((patch) => (isIgnored(patch) ? [] : ofPatch(query, patch, object))),
    ...replacementEntriesOf(kustomization).flatMap((entry) => ofReplacements(query, entry, object)),
    ...matches(root, REPLICAS).flatMap(({ node }) =>
      node.kind === 'scalar' && node.text === object.name ? [['spec', 'replicas']] : [],
    ),
    ...matches(root, LABELS).flatMap(({ node }) => ofLabels(node)),
    ...keysOf(childOf(root, 'commonLabels')).flatMap(labelsWritten),
    ...keysOf(childOf(root, 'commonAnnotations')).map((key) => ['metadata', 'annotations', key]),
    // Set by a Flux Kustomization.
    ...METADATA.flatMap((map) => keysOf(nodeAt(root, ['commonMetadata', map])).map((key) => ['metadata', map, key])),
    ...(childOf(root, 'namespace') ? [['metadata', 'namespace']] : []),
    ...transformers.flatMap(({ changes, uncertain }) =>
      uncertain.some((each) => maySpecConcern(each, object)) ? ANYTHING : changesTo(query, changes, object, isIgnored),
    ),
  ];
}

const METADATA = ['labels', 'annotations'];
const REPLICAS = pathPattern('replicas[].name');

const LABELS = pathPattern('labels[]');

function ofLabels(node: Node): readonly Written[] {
  return childOf(node, 'fields') ? ANYTHING : keysOf(childOf(node, 'pairs')).flatMap(labelsWritten);
}

/** Returns the default paths at which kustomize sets a label. */
function labelsWritten(key: string): readonly Written[] {
  return [
    ['metadata', 'labels', key],
    ['spec', 'selector', key],
    ['spec', 'selector', 'matchLabels', key],
    ['spec', 'template', 'metadata', 'labels', key],
  ];
}

function keysOf(node: Node | undefined): readonly string[] {
  return node?.kind === 'map' ? node.entries.flatMap(({ key }) => (key.kind === 'scalar' ? [key.text] : [])) : [];
}

function ofPatch(query: RecordedQuery, patch: KustomizePatch, object: Resource): readonly Written[] {
  const { file, inline, target } = patch;
  if (target && !maySelect(target, object)) return [];
  const roots = inline ?? (file === undefined ? undefined : rootsIn(query, file, object));
  // An unreadable patch, or one of another kind with a target, may apply to this object.
  if (!roots || (target && roots.length === 0)) return ANYTHING;
  return roots.flatMap((root) => {
    if (isJsonPatch(root))
      return operationsOf(root).flatMap(({ path, from }) =>
        [path, ...(from ? [from] : [])].map(({ steps }) => steps.map(({ text }) => text)),
      );
    // Kustomize merges the apiVersion of a patch with a target into the object.
    if (target && (scalarAt(root, ['apiVersion'])?.text ?? object.apiVersion) !== object.apiVersion) return ANYTHING;
    return target || isFor(root, object) ? writtenBy(root) : [];
  });
}

/** Returns undefined if the file is not in the workspace. */
function rootsIn(query: RecordedQuery, file: string, object: Resource): readonly Node[] | undefined {
  query.record(indexKey.builds());
  if (!query.index.builds.hasObjects(file)) return undefined;
  return [JSON_PATCH, object].flatMap((kind) =>
    resourcesIn(query, { kind, container: file, ofPatches: true }).map(({ root }) => root),
  );
}

/** Returns true if a strategic merge patch applies to an object, by its kind and name. */
function isFor(root: Node, object: Resource): boolean {
  const { group, version } = splitApiVersion(scalarAt(root, ['apiVersion'])?.text ?? '');
  const name = scalarAt(root, ['metadata', 'name'])?.text ?? '';
  if (group !== object.group || version !== object.version) return false;
  if (scalarAt(root, ['kind'])?.text !== object.kind) return false;
  return object.name === undefined || name.includes(object.name) || /[${]/.test(name + object.name);
}

/** Returns the paths of scalars and lists in a patch. A list replaces another one or is merged with it. */
function writtenBy(node: Node, path: Written = []): readonly Written[] {
  if (node.kind !== 'map' || node.entries.length === 0) return [path];
  return node.entries.flatMap(({ key, value }) => {
    if (key.kind !== 'scalar' || key.text === '<<' || key.text.startsWith('$')) return [path];
    const below = [...path, key.text];
    return IDENTITY.includes(below.join('.')) ? [] : writtenBy(value, below);
  });
}

const IDENTITY: readonly string[] = ['apiVersion', 'kind', 'metadata.name', 'metadata.namespace'];

function ofReplacements(query: RecordedQuery, { node, file }: ReplacementEntry, object: Resource): readonly Written[] {
  if (file === undefined) return ofReplacement(node, object);
  const files = resourcesIn(query, { kind: REPLACEMENTS, container: file });
  // The file is not in the workspace.
  return files.length === 0
    ? ANYTHING
    : files.flatMap(({ root }) => replacementsInFile(root).flatMap((each) => ofReplacement(each, object)));
}

function ofReplacement(node: Node, object: Resource): readonly Written[] {
  const targets = matches(node, TARGETS);
  if (targets.length === 0) return ANYTHING;
  return targets.flatMap(({ node: target }) => {
    if (!maySelect(childOf(target, 'select'), object)) return [];
    const fields = matches(target, FIELDS).flatMap(({ node: field }) => (field.kind === 'scalar' ? [field.text] : []));
    // In `spec.list.[name=x].field`, everything after the selector is ignored.
    return fields.map((field) => field.replace(/\.?(\[.*|\*.*)$/, '').split('.'));
  });
}

const TARGETS = pathPattern('targets[]');
const FIELDS = pathPattern('fieldPaths[]');
