import { internKey } from '../syntax/intern-key.ts';
import { scalarAt } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import type { GroupKind } from './group-kind.ts';
import { isJsonPatch } from './json-patch.ts';
import { isKustomizationFile, JSON_PATCH, KUSTOMIZATION } from './kustomization.ts';
import { findReferences, type Reference } from './references.ts';
import { REPLACEMENTS, replacementsInFile } from './replacements.ts';
import { type ObjectModel, type Resource, splitApiVersion } from './resource.ts';

/** Returns the object that a document defines; undefined if it has no kind or no apiVersion. */
export function resourceOf(uri: string, document: ManifestDocument, model: ObjectModel): Resource | undefined {
  const { root } = document.parsed;
  const { apiVersion, kind } = typeOf(uri, root);
  if (!root || !apiVersion || !kind) return undefined;
  return new DocumentResource(uri, document, contentOf(root, { apiVersion, kind }, model), model);
}

/** An object that does not keep the tree of its document. Copy it with `withChanges`, because spreading omits `root`. */
class DocumentResource implements Resource {
  readonly uri: string;
  readonly document: ManifestDocument;
  readonly apiVersion: string;
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly nameNode?: ScalarNode;
  readonly references: readonly Reference[];
  readonly broken: boolean;
  readonly model: ObjectModel;

  constructor(uri: string, document: ManifestDocument, content: ResourceContent, model: ObjectModel) {
    this.uri = uri;
    this.document = document;
    this.apiVersion = content.apiVersion;
    this.group = content.group;
    this.version = content.version;
    this.kind = content.kind;
    if (content.name !== undefined) this.name = content.name;
    if (content.namespace !== undefined) this.namespace = content.namespace;
    if (content.nameNode) this.nameNode = content.nameNode;
    this.references = content.references;
    this.broken = document.parsed.problems.length > 0;
    this.model = model;
  }

  get root(): Node {
    return this.document.parsed.root ?? NO_ROOT;
  }
}

/** Never used: an object is only created from a document with a tree, and its text does not change. */
const NO_ROOT: Node = { kind: 'scalar', span: { start: 0, end: 0 }, text: '', style: 'absent' };

/** Returns a copy of an object with other properties. */
export function withChanges(resource: Resource, changes: Partial<Resource>): Resource {
  return { ...resource, root: resource.root, ...changes };
}

/** The properties of an object that its tree determines. */
type ResourceContent = Omit<Resource, 'uri' | 'document' | 'broken' | 'model' | 'inside' | 'sourceOf'>;

/** Returns the properties of an object of a type that its tree determines. */
export function contentOf(
  root: Node,
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
  model: ObjectModel,
): ResourceContent {
  const { group, version } = splitApiVersion(apiVersion);
  const nameNode = scalarAt(root, ['metadata', 'name']);
  const namespace = scalarAt(root, ['metadata', 'namespace'])?.text;
  return {
    root,
    apiVersion: internKey(apiVersion),
    group: internKey(group),
    version: internKey(version),
    kind: internKey(kind),
    ...(nameNode ? { name: nameNode.text, nameNode } : {}),
    ...(namespace ? { namespace } : {}),
    references: findReferences({ group, kind }, root, model),
  };
}

/**
 * Kustomizations may omit apiVersion and kind: the file name implies them. Files of JSON patches and
 * replacements get an internal kind.
 */
function typeOf(uri: string, root: Node | undefined): { readonly apiVersion?: string; readonly kind?: string } {
  if (root?.kind === 'sequence') return isJsonPatch(root) ? internalType(JSON_PATCH) : replacementsType(root);
  if (root?.kind !== 'map') return {};
  const isNamed = isKustomizationFile(uri);
  const apiVersion = scalarAt(root, ['apiVersion'])?.text ?? (isNamed ? `${KUSTOMIZATION.group}/v1beta1` : undefined);
  const kind = scalarAt(root, ['kind'])?.text ?? (isNamed ? KUSTOMIZATION.kind : undefined);
  if (!apiVersion && !kind) return replacementsType(root);
  return { ...(apiVersion ? { apiVersion } : {}), ...(kind ? { kind } : {}) };
}

function replacementsType(root: Node) {
  return replacementsInFile(root).length > 0 ? internalType(REPLACEMENTS) : {};
}

function internalType({ group, kind }: GroupKind) {
  return { apiVersion: `${group}/v1`, kind };
}
