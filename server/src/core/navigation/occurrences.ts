import { localDefinitionsOf, localReferencesOf } from '../objects/local-references.ts';
import type { Resource } from '../objects/resource.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import { labelOccurrences } from './labels.ts';
import { type Manifests, type Named, type Occurrence, occurrenceOf, referenceOccurrence } from './named.ts';
import type { PointedName } from './named-at.ts';
import { objectsBehind, patchesOf } from './patches.ts';
import { variableOccurrences } from './variables.ts';

/**
 * Every place at which something is named, or one of several that share a name, each place once, definitions first.
 * With `uri`, those of that file alone.
 */
export function occurrencesOf(
  named: Named | readonly Named[],
  manifests: Manifests,
  uri?: string,
): readonly Occurrence[] {
  const found = all([named].flat(), manifests).filter((each) => uri === undefined || each.uri === uri);
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
  if (named.kind === 'object') return definitionOf(named.resource);
  return occurrencesOf(named, manifests).filter(({ role }) => role === 'definition');
}

/** Every object that could be meant by a reference, the one that is meant or another: all of the kind and name. */
export function implementationsOf(
  { named, reference, resource }: PointedName,
  manifests: Manifests,
): readonly Occurrence[] {
  const objects = objectsIn(named);
  const others = reference ? manifests.objectsNamed(reference.target, reference.target.name, resource.uri) : [];
  return [...new Set([...objects, ...others])].flatMap(definitionOf);
}

function all(named: readonly Named[], manifests: Manifests): readonly Occurrence[] {
  const others = named.flatMap((each) => (each.kind === 'object' ? [] : occurrencesOfOther(each, manifests)));
  const objects = objectsIn(named);
  const patches = objects.flatMap((object) => patchesOf(object, manifests));
  const wanted = new Set([...objects, ...patches]);
  // Many mean the same list of objects.
  const certain = new Map<readonly Resource[], boolean>();
  const mention = (occurrence: Occurrence, meant: readonly Resource[]): Occurrence => {
    let isCertain = certain.get(meant);
    if (isCertain === undefined) {
      isCertain = meant.every((each) => wanted.has(each));
      certain.set(meant, isCertain);
    }
    return isCertain ? occurrence : { ...occurrence, open: true };
  };
  return [
    ...objects.flatMap(definitionOf),
    ...patches.flatMap((patch) =>
      patch.nameNode
        ? [mention(occurrenceOf(patch, patch.nameNode, 'reference'), objectsBehind(patch, manifests))]
        : [],
    ),
    ...manifests
      .namersOf([...wanted])
      .map(({ resource, reference, meant }) => mention(referenceOccurrence(resource, reference), meant)),
    ...others,
  ];
}

function objectsIn(named: readonly Named[]): readonly Resource[] {
  return named.flatMap((each) => (each.kind === 'object' ? [each.resource] : []));
}

function occurrencesOfOther(named: Exclude<Named, { kind: 'object' }>, manifests: Manifests): readonly Occurrence[] {
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
