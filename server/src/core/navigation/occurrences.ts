import { localDefinitionsOf, localReferencesOf } from '../resources/local-references.ts';
import type { Resource } from '../resources/resource.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import { carriedNamesOf, hasCarriers } from './carried-names.ts';
import { labelOccurrences } from './labels.ts';
import { metadataKeyOccurrences } from './metadata-key-places.ts';
import { type Manifests, type Named, type Occurrence, occurrenceOf } from './named.ts';
import type { PointedName } from './named-at.ts';

/** Every place at which something is named, each once, definitions first. With `uri`, those of that file alone. */
export function occurrencesOf(named: Named, manifests: Manifests, uri?: string): readonly Occurrence[] {
  const found = all(named, manifests, uri).filter((each) => uri === undefined || each.uri === uri);
  const seen = new Map<ManifestDocument, Set<number>>();
  const once = found.filter(({ document, span }) => {
    const starts = seen.get(document) ?? new Set();
    seen.set(document, starts);
    return !starts.has(span.start) && Boolean(starts.add(span.start));
  });
  return [...once.filter(({ role }) => role === 'definition'), ...once.filter(({ role }) => role === 'reference')];
}

/** Where that is made which a name stands for. */
export function definitionsOf(named: Named, manifests: Manifests): readonly Occurrence[] {
  return occurrencesOf(named, manifests).filter(({ role }) => role === 'definition');
}

/** Every object that could be meant by a reference, the one that is meant or another: all of the kind and name. */
export function implementationsOf({ named, reference }: PointedName, manifests: Manifests): readonly Occurrence[] {
  const objects = named.flatMap((each) => (each.kind === 'object' ? [each.resource] : []));
  const others = reference ? manifests.objectsNamed(reference.target, reference.target.name) : [];
  return [...new Set([...objects, ...others])].flatMap(definitionOf);
}

function all(named: Named, manifests: Manifests, uri: string | undefined): readonly Occurrence[] {
  switch (named.kind) {
    case 'object':
      return objectOccurrences(named.resource, manifests, uri);
    case 'local':
      return [
        ...localDefinitionsOf(named.resource, named.field)
          .filter(({ node }) => node.text === named.name)
          .map(({ node }) => occurrenceOf(named.resource, node, 'definition')),
        ...localReferencesOf(named.resource)
          .filter(({ field, name }) => field.definitions === named.field.definitions && name === named.name)
          .map(({ nameNode }) => occurrenceOf(named.resource, nameNode, 'reference')),
      ];
    case 'metadata-key':
      return metadataKeyOccurrences(named, manifests);
    case 'label':
      return labelOccurrences(named, manifests);
  }
}

function objectOccurrences(resource: Resource, manifests: Manifests, uri: string | undefined): readonly Occurrence[] {
  return [
    ...definitionOf(resource),
    ...manifests
      .referrersTo(resource)
      .map(({ resource: from, reference }) => occurrenceOf(from, reference.nameNode, 'reference')),
    ...carriersOf(resource, manifests, uri),
  ];
}

function definitionOf(resource: Resource): readonly Occurrence[] {
  return resource.nameNode ? [occurrenceOf(resource, resource.nameNode, 'definition')] : [];
}

/** The labels and selectors that hold an object's name. */
function carriersOf(object: Resource, manifests: Manifests, uri: string | undefined): readonly Occurrence[] {
  if (!hasCarriers(object)) return [];
  const found: Occurrence[] = [];
  for (const from of manifests.resources()) {
    if (uri !== undefined && from.uri !== uri) continue;
    for (const reference of carriedNamesOf(from)) {
      const { target, nameNode } = reference;
      if (target.name !== object.name || target.kind !== object.kind) continue;
      const resolution = manifests.resolve(from, reference);
      if (resolution.kind === 'object' && resolution.resource === object)
        found.push(occurrenceOf(from, nameNode, 'reference'));
    }
  }
  return found;
}
