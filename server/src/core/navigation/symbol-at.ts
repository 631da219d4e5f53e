import { findScalar } from '../cursor/find-scalar.ts';
import { localDefinitionAt, localReferencesOf } from '../objects/local-references.ts';
import { nameUsesOf } from '../objects/name-uses.ts';
import { type Reference, referencePlaceAt } from '../objects/references.ts';
import type { Resource } from '../objects/resource.ts';
import { pathText } from '../syntax/lookup.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import type { ScalarNode } from '../syntax/node.ts';
import { isSameNode } from '../syntax/same-node.ts';
import type { Span } from '../text/span.ts';
import { labelAt } from './labels.ts';
import { patchedObjects } from './patches.ts';
import { type Manifests, type NamedSymbol, nameSpan } from './symbol.ts';

/** The name at a position, and the things it identifies. */
export interface SymbolAtPosition {
  readonly resource: Resource;
  /** The span of the name in the document. */
  readonly span: Span;
  readonly text: string;
  readonly node: ScalarNode;
  /** Several if the name is ambiguous; empty if no object in the workspace has the name. */
  readonly symbols: readonly NamedSymbol[];
  /** The reference that the position is part of. */
  readonly reference?: Reference;
  /** False on the kind or namespace of a reference. */
  readonly isName: boolean;
}

/** Returns the name at an offset of document number `index`; undefined if there is none. */
export function symbolAt(
  file: ManifestFile,
  index: number,
  offset: number,
  manifests: Manifests,
): SymbolAtPosition | undefined {
  const document = file.documents[index];
  const resource = document && manifests.resourceAt(document, offset);
  const found = resource && findScalar(resource.root, resource.document.text, offset);
  if (!resource || !found) return undefined;
  const { node } = found;
  const base = { resource, node, span: nameSpan(resource.document, node), text: node.text, isName: true };

  for (const source of manifests.features.navigation.names) {
    const contributed = source({ resource, offset, node, isKey: found.isKey }, manifests);
    if (contributed) return { ...base, ...contributed.part, symbols: contributed.symbols };
  }
  if (!found.isKey && isSameNode(node, resource.nameNode)) return { ...base, symbols: namedBy(resource, manifests) };
  const label = labelAt(resource, node, manifests.features.navigation);
  if (label) return { ...base, symbols: [label] };
  const part = namePartAt(resource, offset, manifests);
  if (part) return { ...base, ...part };
  if (found.isKey) return undefined;
  const own = resource.references.find(({ nameNode }) => isSameNode(nameNode, node));
  if (own) return { ...base, reference: own, symbols: objectsMeant(resource, own, manifests) };
  const use = nameUsesOf(resource).find(({ nameNode }) => nameNode === node);
  const usedObjects = use ? objectsMeant(resource, use, manifests) : [];
  if (use && usedObjects.length > 0) return { ...base, reference: use, symbols: usedObjects };

  const local = localReferencesOf(resource).find(({ nameNode }) => nameNode === node);
  if (local) {
    const named = { kind: 'local', resource, field: local.field, name: local.name } as const;
    return { ...base, symbols: local.targets.length > 0 ? [named] : [] };
  }
  const field = localDefinitionAt(resource, node);
  if (field) return { ...base, symbols: [{ kind: 'local', resource, field, name: node.text }] };

  // The kind or namespace of a reference.
  const place = referencePlaceAt(resource, found.path, resource.model);
  const around =
    place?.part === undefined
      ? undefined
      : resource.references.find(({ path }) => pathText(path.slice(0, -1)) === pathText(place.path));
  if (!around) return use && { ...base, reference: use, symbols: [] };
  return { ...base, reference: around, symbols: objectsMeant(resource, around, manifests), isName: false };
}

/** Returns the name that is a part of the scalar at an offset, if an object in the workspace has the name. */
function namePartAt(resource: Resource, offset: number, manifests: Manifests) {
  for (const reference of nameUsesOf(resource)) {
    const { isPart, nameNode } = reference;
    if (!isPart || offset < nameNode.span.start || offset > nameNode.span.end) continue;
    const symbols = objectsMeant(resource, reference, manifests);
    if (symbols.length > 0) return { reference, symbols, span: nameNode.span, text: nameNode.text };
  }
  return undefined;
}

/** Returns what an object's own name identifies: the object, or the object whose name it must share. */
function namedBy(resource: Resource, manifests: Manifests): readonly NamedSymbol[] {
  const companion = resource.references.find(({ nameNode }) => isSameNode(nameNode, resource.nameNode));
  const meant = companion ? objectsMeant(resource, companion, manifests) : [];
  return meant.length > 0 ? meant : asNamed([resource], manifests);
}

function asNamed(resources: readonly Resource[], manifests: Manifests): readonly NamedSymbol[] {
  const objects = new Set(resources.flatMap((each) => patchedObjects(each, manifests)));
  return [...objects].map((resource) => ({ kind: 'object', resource }));
}

function objectsMeant(resource: Resource, reference: Reference, manifests: Manifests): readonly NamedSymbol[] {
  const resolution = manifests.resolve(resource, reference);
  if (resolution.kind === 'absent') return [];
  return asNamed(resolution.kind === 'object' ? [resolution.resource] : resolution.candidates, manifests);
}
