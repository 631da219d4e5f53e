import { scalarAt } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { Node } from '../syntax/node.ts';
import { isJsonPatch } from './json-patch.ts';
import { isKustomizationFile, JSON_PATCH, KUSTOMIZATION } from './kustomization.ts';
import { findReferences } from './references.ts';
import { type ObjectModel, type Resource, splitApiVersion } from './resource.ts';

/** Returns the object that a document defines; undefined if it has no kind or no apiVersion. */
export function resourceOf(uri: string, document: ManifestDocument, model: ObjectModel): Resource | undefined {
  const { root, problems } = document.parsed;
  const { apiVersion, kind } = typeOf(uri, root);
  if (!root || !apiVersion || !kind) return undefined;
  return { uri, document, broken: problems.length > 0, model, ...contentOf(root, { apiVersion, kind }, model) };
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
    apiVersion,
    group,
    version,
    kind,
    ...(nameNode ? { name: nameNode.text, nameNode } : {}),
    ...(namespace ? { namespace } : {}),
    references: findReferences({ group, kind }, root, model),
  };
}

/**
 * Kustomizations may omit apiVersion and kind: the file name implies them. Files of JSON patches get an internal kind.
 */
function typeOf(uri: string, root: Node | undefined): { readonly apiVersion?: string; readonly kind?: string } {
  if (root?.kind === 'sequence')
    return isJsonPatch(root) ? { apiVersion: `${JSON_PATCH.group}/v1`, kind: JSON_PATCH.kind } : {};
  if (root?.kind !== 'map') return {};
  const isNamed = isKustomizationFile(uri);
  const apiVersion = scalarAt(root, ['apiVersion'])?.text ?? (isNamed ? `${KUSTOMIZATION.group}/v1beta1` : undefined);
  const kind = scalarAt(root, ['kind'])?.text ?? (isNamed ? KUSTOMIZATION.kind : undefined);
  return { ...(apiVersion ? { apiVersion } : {}), ...(kind ? { kind } : {}) };
}
