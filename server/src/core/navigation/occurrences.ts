import { localDefinitionsOf, localReferencesOf } from '../objects/local-references.ts';
import type { Resource } from '../objects/resource.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import { labelOccurrences } from './labels.ts';
import { patchedObjects, patchesOf } from './patches.ts';
import { type Manifests, type NamedSymbol, type Occurrence, occurrenceOf, referenceOccurrence } from './symbol.ts';
import type { SymbolAtPosition } from './symbol-at.ts';
import { variableOccurrences } from './variables.ts';

/**
 * Returns all occurrences of one or more names without duplicates, definitions first. With `uri`, only those in that
 * file.
 */
export function occurrencesOf(
  named: NamedSymbol | readonly NamedSymbol[],
  manifests: Manifests,
  uri?: string,
): readonly Occurrence[] {
  const found = allOccurrences([named].flat(), manifests).filter((each) => uri === undefined || each.uri === uri);
  const seen = new Map<ManifestDocument, Set<number>>();
  const once = found.filter(({ document, span }) => {
    const starts = seen.get(document) ?? new Set();
    seen.set(document, starts);
    return !starts.has(span.start) && Boolean(starts.add(span.start));
  });
  return [...once.filter(({ role }) => role === 'definition'), ...once.filter(({ role }) => role === 'reference')];
}

/** Returns the places that define what a name identifies. */
export function definitionsOf(named: NamedSymbol, manifests: Manifests): readonly Occurrence[] {
  if (named.kind === 'object') return definitionOf(named.resource);
  return occurrencesOf(named, manifests).filter(({ role }) => role === 'definition');
}

/**
 * Returns the definitions of all objects of the referenced kind and name, whether the reference resolves to them or
 * not.
 */
export function implementationsOf(
  { symbols, reference, resource }: SymbolAtPosition,
  manifests: Manifests,
): readonly Occurrence[] {
  const objects = objectsIn(symbols);
  const others = reference ? manifests.objectsNamed(reference.target, reference.target.name, resource.uri) : [];
  return [...new Set([...objects, ...others])].flatMap(definitionOf);
}

function allOccurrences(named: readonly NamedSymbol[], manifests: Manifests): readonly Occurrence[] {
  const others = named.flatMap((each) => (each.kind === 'object' ? [] : occurrencesOfOther(each, manifests)));
  const objects = objectsIn(named);
  const patches = objects.flatMap((object) => patchesOf(object, manifests));
  const searched = new Set([...objects, ...patches]);
  // Cached by list, since many references share one.
  const certain = new Map<readonly Resource[], boolean>();
  const withAmbiguity = (occurrence: Occurrence, meant: readonly Resource[]): Occurrence => {
    let isCertain = certain.get(meant);
    if (isCertain === undefined) {
      isCertain = meant.every((each) => searched.has(each));
      certain.set(meant, isCertain);
    }
    return isCertain ? occurrence : { ...occurrence, isAmbiguous: true };
  };
  return [
    ...objects.flatMap(definitionOf),
    ...patches.flatMap((patch) =>
      patch.nameNode
        ? [withAmbiguity(occurrenceOf(patch, patch.nameNode, 'reference'), patchedObjects(patch, manifests))]
        : [],
    ),
    ...manifests
      .namingReferencesTo([...searched])
      .map(({ resource, reference, targets }) => withAmbiguity(referenceOccurrence(resource, reference), targets)),
    ...others,
  ];
}

function objectsIn(named: readonly NamedSymbol[]): readonly Resource[] {
  return named.flatMap((each) => (each.kind === 'object' ? [each.resource] : []));
}

function occurrencesOfOther(
  named: Exclude<NamedSymbol, { kind: 'object' }>,
  manifests: Manifests,
): readonly Occurrence[] {
  switch (named.kind) {
    case 'local':
      return [
        ...localDefinitionsOf(named.resource, named.field)
          .filter(({ node }) => node.text === named.name)
          .map(({ node }) => occurrenceOf(named.resource, node, 'definition')),
        ...localReferencesOf(named.resource)
          .filter(({ field, name }) => field.definitions === named.field.definitions && name === named.name)
          .map(({ nameNode }) => occurrenceOf(named.resource, nameNode, 'reference')),
      ];
    case 'contributed':
      return named.occurrences(manifests);
    case 'label':
      return labelOccurrences(named, manifests);
    case 'variable':
      return variableOccurrences(named, manifests);
  }
}

function definitionOf(resource: Resource): readonly Occurrence[] {
  return resource.nameNode ? [occurrenceOf(resource, resource.nameNode, 'definition')] : [];
}
