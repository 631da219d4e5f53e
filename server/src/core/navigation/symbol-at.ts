import { findScalar } from '../cursor/find-scalar.ts';
import { localDefinitionAt, localReferencesOf } from '../objects/local-references.ts';
import { nameUsesOf } from '../objects/name-uses.ts';
import { type Reference, referencePlaceAt } from '../objects/references.ts';
import type { Resource } from '../objects/resource.ts';
import { type NodePath, pathText } from '../syntax/lookup.ts';
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

/** A position in an object, as the lookups see it. */
interface Place {
  readonly resource: Resource;
  readonly node: ScalarNode;
  readonly path: NodePath;
  readonly offset: number;
  readonly isKey: boolean;
  readonly manifests: Manifests;
}

/** What a lookup finds at a place: the symbols, and the parts that differ from those of the scalar. */
type Found = Pick<SymbolAtPosition, 'symbols'> & Partial<SymbolAtPosition>;

/** The lookups that also apply to keys, then those for values only. The first that finds something decides. */
const ANYWHERE = [contributedSymbol, ownName, label, partOfScalar] as const;
const IN_VALUES = [referencedName, usedName, localName, localDefinition, otherPartOfReference, unresolvedUse] as const;

/** Returns the name at an offset of document number `index`; undefined if there is none. */
export function symbolAt(
  file: ManifestFile,
  index: number,
  offset: number,
  manifests: Manifests,
): SymbolAtPosition | undefined {
  const document = file.documents[index];
  const resource = document && manifests.resourceAt(document, offset);
  const scalar = resource && findScalar(resource.root, resource.document.text, offset);
  if (!resource || !scalar) return undefined;
  const { node } = scalar;
  const place: Place = { ...scalar, resource, offset, manifests };
  for (const lookup of scalar.isKey ? ANYWHERE : [...ANYWHERE, ...IN_VALUES]) {
    const found = lookup(place);
    if (found) {
      return { resource, node, span: nameSpan(resource.document, node), text: node.text, isName: true, ...found };
    }
  }
  return undefined;
}

/** A name that only a provider's feature knows, such as a variable of a ClusterClass. */
function contributedSymbol({ manifests, ...place }: Place): Found | undefined {
  for (const source of manifests.features.navigation.names) {
    const contributed = source(place, manifests);
    if (contributed) return { ...contributed.part, symbols: contributed.symbols };
  }
  return undefined;
}

function ownName({ resource, node, isKey, manifests }: Place): Found | undefined {
  return !isKey && isSameNode(node, resource.nameNode) ? { symbols: namedBy(resource, manifests) } : undefined;
}

function label({ resource, node, manifests }: Place): Found | undefined {
  const symbol = labelAt(resource, node, manifests.features.navigation);
  return symbol && { symbols: [symbol] };
}

/** A name that is a part of the scalar, if an object in the workspace has the name. */
function partOfScalar({ resource, offset, manifests }: Place): Found | undefined {
  for (const reference of nameUsesOf(resource)) {
    const { isPart, nameNode } = reference;
    if (!isPart || offset < nameNode.span.start || offset > nameNode.span.end) continue;
    const symbols = objectsMeant(resource, reference, manifests);
    if (symbols.length > 0) return { reference, symbols, span: nameNode.span, text: nameNode.text };
  }
  return undefined;
}

function referencedName({ resource, node, manifests }: Place): Found | undefined {
  const reference = resource.references.find(({ nameNode }) => isSameNode(nameNode, node));
  return reference && { reference, symbols: objectsMeant(resource, reference, manifests) };
}

function usedName({ resource, node, manifests }: Place): Found | undefined {
  const reference = nameUseOf(resource, node);
  if (!reference) return undefined;
  const symbols = objectsMeant(resource, reference, manifests);
  return symbols.length > 0 ? { reference, symbols } : undefined;
}

/** A name that another field of the same object defines. */
function localName({ resource, node }: Place): Found | undefined {
  const local = localReferencesOf(resource).find(({ nameNode }) => nameNode === node);
  if (!local) return undefined;
  const symbol = { kind: 'local', resource, field: local.field, name: local.name } as const;
  return { symbols: local.targets.length > 0 ? [symbol] : [] };
}

function localDefinition({ resource, node }: Place): Found | undefined {
  const field = localDefinitionAt(resource, node);
  return field && { symbols: [{ kind: 'local', resource, field, name: node.text }] };
}

/** The kind or namespace of a reference. */
function otherPartOfReference({ resource, path, manifests }: Place): Found | undefined {
  const place = referencePlaceAt(resource, path, resource.model);
  if (place?.part === undefined) return undefined;
  const parent = pathText(place.path);
  const reference = resource.references.find((each) => pathText(each.path.slice(0, -1)) === parent);
  return reference && { reference, symbols: objectsMeant(resource, reference, manifests), isName: false };
}

/** The name of an object that the workspace does not have. */
function unresolvedUse({ resource, node }: Place): Found | undefined {
  const reference = nameUseOf(resource, node);
  return reference && { reference, symbols: [] };
}

function nameUseOf(resource: Resource, node: ScalarNode): Reference | undefined {
  return nameUsesOf(resource).find(({ nameNode }) => nameNode === node);
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
