import { COMPONENT, includedBy, KUSTOMIZATION } from '../resources/kustomization.ts';
import type { GroupKind, Resource } from '../resources/resource.ts';
import { type Asked, resourcesOf } from './asked.ts';
import { folderOf } from './containers.ts';
import { indexKey } from './object-index.ts';

/** The kustomizations that take in a file, those that take in these, and so on: the nearest first. */
export function buildsOf(asked: Asked, uri: string): readonly Resource[] {
  const found = new Set<Resource>();
  const places = [uri];
  for (let at = places.shift(); at !== undefined; at = places.shift())
    for (const kustomization of resourcesOf(asked, indexKey.including(at))) {
      if (found.has(kustomization)) continue;
      found.add(kustomization);
      places.push(folderOf(kustomization.uri).slice(0, -1));
    }
  return [...found];
}

/** The kustomizations that bring a file in and are taken in by no other: those that somebody builds. */
export function rootBuildsOf(asked: Asked, uri: string): readonly Resource[] {
  return buildsOf(asked, uri).filter((each) => !isIncluded(asked, each));
}

function isIncluded(asked: Asked, { uri }: Resource): boolean {
  return resourcesOf(asked, indexKey.including(folderOf(uri).slice(0, -1))).some((other) => other.uri !== uri);
}

/**
 * Whether somebody applies what is built here. A component is for others; so is what calls itself a base, though none of
 * those that take it in may be at hand.
 */
export function isApplied({ uri, kind }: Resource): boolean {
  return kind === KUSTOMIZATION.kind && !FOR_OTHERS.test(folderOf(uri));
}

const FOR_OTHERS = /\/(bases?|components?|common|templates?)\/([^/]+\/)?$/i;

/** What a kustomization and those that it takes in bring together. */
export interface Included {
  readonly kustomizations: readonly Resource[];
  /** As URIs; some may be no files. */
  readonly files: readonly string[];
}

export function includedIn(asked: Asked, kustomization: Resource): Included {
  const kustomizations = new Set([kustomization]);
  const files = new Set<string>();
  // What is added while this runs is run through too.
  for (const each of kustomizations)
    for (const uri of includedBy(each)) {
      files.add(uri);
      for (const kind of [KUSTOMIZATION, COMPONENT])
        for (const below of resourcesOf(asked, indexKey.kindIn(kind, `${uri}/`))) kustomizations.add(below);
    }
  return { kustomizations: [...kustomizations], files: [...files] };
}

/** The objects of a kind that a kustomization brings, itself or through those that it takes in. */
export function objectsBuilt(asked: Asked, kustomization: Resource, kind: GroupKind): readonly Resource[] {
  return includedIn(asked, kustomization).files.flatMap((file) => resourcesOf(asked, indexKey.kindIn(kind, file)));
}
