import type { RecordedQuery } from '../dependencies/recorded-query.ts';
import type { Finding, Place, Related } from '../findings/finding.ts';
import type { BuiltObject } from '../kustomize/built/built-objects.ts';
import type { Renaming } from '../kustomize/built/draft.ts';
import type { Reference } from '../objects/references.ts';
import { nameOf, type Resource } from '../objects/resource.ts';
import { resolve } from '../resolution/resolve.ts';
import { entryOf, type NodePath, nodeAt, pathAtOffset, pathText } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { Node } from '../syntax/node.ts';
import { sameItems } from '../text/same-items.ts';
import type { Span } from '../text/span.ts';

/** The properties of a build that determine the places of its findings. */
export interface BuildContext {
  readonly root: Resource;
  objectFor(resource: Resource): BuiltObject | undefined;
  /** Returns the objects of a build whose base is in a document. */
  inDocument(document: ManifestDocument): readonly BuiltObject[];
  /** Returns the patch or kustomization in a document. */
  changeIn(document: ManifestDocument): Resource | undefined;
  /** Returns the objects that had a name before the build renamed them. */
  renamedFrom(reference: Reference['target']): readonly BuiltObject[];
}

/** A reference in a build that a prefix or suffix breaks. */
interface BrokenReference {
  readonly place: Place;
  /** The field with the prefix or suffix, such as `namePrefix`. */
  readonly renamedBy: string;
  /** The object with the reference and the field, such as `Cluster "edge" (spec.controlPlaneRef.name)`. */
  readonly holder: string;
  /** A sentence. */
  readonly consequence: string;
}

/** A finding about a built object. */
export interface BuildFinding extends Finding {
  /** True if the rule reported it at another place, which the build does not change. */
  readonly isMoved: boolean;
  /** The finding applies only if no file of the workspace defines this object, which another build may contain. */
  readonly missing?: Reference['target'];
  /** A reference that a prefix or suffix breaks. Findings about several of them have one place. */
  readonly broken?: BrokenReference;
}

/**
 * Returns a finding about a built object at the place that is to blame, which is written in a patch, a kustomization or a
 * base. Undefined if the build does not change anything about it, or if the place is not certain. The fixes are those of
 * one document, so a finding in a build has none. `checked` is the object whose check reports the finding.
 */
export function findingInBuild(
  finding: Finding,
  query: RecordedQuery,
  build: BuildContext,
  checked: Resource,
): BuildFinding | undefined {
  const { resource, path } = finding;
  const built = resource && build.objectFor(resource);
  if (!built || built.draft.isUnknown) return undefined;
  const reference = built.resource.references.find((each) => sameItems(each.path, path));
  const own = placeIn(built, path, finding.place, build.root);
  const isAbsent = reference && resolve(query, { resource: built.resource, reference }).kind === 'absent';
  if (isAbsent) {
    const renaming = ofRenaming(finding, built, reference, build);
    // Without a patch that writes the reference, the files decide whether it is missing.
    if (renaming || !own || !build.changeIn(own.document)) return renaming;
  }
  const related = finding.related.flatMap((each) => relatedIn(each, build) ?? []);
  if (!own || related.length < finding.related.length) return undefined;
  const change = build.changeIn(own.document);
  const missing = isAbsent ? { missing: reference.target } : {};
  if (change) return { ...finding, ...at(own, change), related, fixes: [], isMoved: false, ...missing };
  const culprit = related.find(({ place }) => {
    const resource = build.changeIn(place.document);
    return resource && !isIdentity(place, resource);
  });
  const other = culprit && build.changeIn(culprit.place.document);
  if (culprit && other) {
    const others = related.filter((each) => each !== culprit);
    const here = { place: own, message: `${nameOf(built.resource)} is defined here.` };
    return { ...finding, ...at(culprit.place, other), related: [here, ...others], fixes: [], isMoved: true };
  }
  const moved = path.at(-1) === 'namespace' ? renamingOf(built, 'namespace') : undefined;
  if (moved) {
    const { kustomization, node } = moved;
    const place = { uri: kustomization.uri, document: kustomization.document, span: node.span };
    const here = { place: own, message: 'kustomize does not change this namespace.' };
    return { ...finding, ...at(place, kustomization), related: [here, ...related], fixes: [], isMoved: true };
  }
  const about = [
    built,
    build.objectFor(checked) ?? [],
    ...finding.related.flatMap(({ place }) => build.inDocument(place.document)),
  ].flat();
  if (about.every(({ draft }) => draft.applied.length === 0)) return undefined;
  return { ...finding, place: own, resource: built.draft.base, related, fixes: [], isMoved: false };
}

/** True for the place of a prefix or namespace, at which many objects get their names. */
function isIdentity({ span }: Place, { root }: Resource): boolean {
  return /^(namePrefix|nameSuffix|namespace|targetNamespace|prefix|suffix)$/.test(
    String(pathAtOffset(root, span.start).at(-1)),
  );
}

function renamingOf({ draft }: BuiltObject, field: Renaming['field']): Renaming | undefined {
  return draft.renamedBy.findLast((each) => each.field === field);
}

function at(place: Place, resource: Resource): Pick<Finding, 'place' | 'resource' | 'path'> {
  return { place, resource, path: pathAtOffset(resource.root, place.span.start) };
}

/** A reference to an object that the build renames: kustomize does not change references in custom resources. */
function ofRenaming(
  finding: Finding,
  { resource }: BuiltObject,
  { path, nameNode, target, field }: Reference,
  build: BuildContext,
): BuildFinding | undefined {
  const [renamed] = build.renamedFrom(target);
  const by = renamed && renamingOf(renamed, 'name');
  const source = resource.sourceOf?.(nameNode);
  if (!renamed || !by || !source) return undefined;
  const { kustomization, node } = by;
  const place = { uri: kustomization.uri, document: kustomization.document, span: node.span };
  const here = { uri: source.uri, document: source.document, span: nameNode.span };
  const object = `${target.kind} "${target.name}"`;
  const broken = {
    place: here,
    renamedBy: fieldName(by),
    holder: `${nameOf(resource)} (${pathText(path)})`,
    consequence: `${nameOf(resource)} ${field.consequence}.`,
  };
  return {
    ...finding,
    severity: 'error',
    ...at(place, kustomization),
    message: `${broken.renamedBy} renames ${object} to "${renamed.resource.name}", but not the reference in ${broken.holder}. ${broken.consequence} Configure the reference with nameReference in "configurations", or patch it.`,
    related: [{ place: here, message: `kustomize does not change this reference to ${object}.` }],
    broken,
    fixes: [],
    isMoved: false,
  };
}

function fieldName({ kustomization, node }: Renaming): string {
  return String(pathAtOffset(kustomization.root, node.span.start)[0]);
}

/** Returns a place of a report in the document in which it is written. */
function placeIn(
  { resource, draft }: BuiltObject,
  path: NodePath,
  place: Place,
  { uri, document }: Resource,
): Place | undefined {
  if (place.uri !== uri || place.document === document) return place;
  // The reported node is not in the tree.
  const node = nodeOnPath(resource.root, path, place.span);
  const sources = (node ? [node] : nodesBelow(nodeAt(resource.root, path), place.span)).map((each) =>
    draft.origins.of(each),
  );
  // Below the path, the offsets of several documents can be equal.
  const [source] = sources;
  return source && sources.every((each) => each === source)
    ? { uri: source.uri, document: source.document, span: place.span }
    : undefined;
}

/** Returns the deepest value or key on a path that has a span. */
function nodeOnPath(root: Node, path: NodePath, span: Span): Node | undefined {
  for (let depth = path.length; depth >= 0; depth--) {
    const last = path[depth - 1];
    const around = nodeAt(root, path.slice(0, Math.max(0, depth - 1)));
    const nodes = [
      nodeAt(root, path.slice(0, depth)),
      typeof last === 'string' ? entryOf(around, last)?.key : undefined,
    ];
    const found = nodes.find((node) => node?.span.start === span.start && node.span.end === span.end);
    if (found) return found;
  }
  return undefined;
}

/** Returns the nodes below another one that have a span. */
function nodesBelow(node: Node | undefined, { start, end }: Span): readonly Node[] {
  const open: Node[] = node ? [node] : [];
  for (const each of open) {
    if (each.kind === 'sequence') open.push(...each.items);
    else if (each.kind === 'map') open.push(...each.entries.flatMap(({ key, value }) => [key, value]));
  }
  return open.filter(({ span }) => span.start === start && span.end === end);
}

function relatedIn(related: Related, build: BuildContext): Related | undefined {
  const { place } = related;
  if (place.uri !== build.root.uri) return related;
  if (build.changeIn(place.document)) return related;
  const objects = build.inDocument(place.document);
  const [first] = objects;
  // Where a changed object shows a node that is not in its tree is not certain.
  if (!first || objects.some(({ draft }) => draft.root !== draft.base.root)) return undefined;
  return { ...related, place: { ...place, uri: first.draft.base.uri } };
}
