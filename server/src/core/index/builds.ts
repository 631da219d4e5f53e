import {
  COMPONENT,
  includedBy,
  isKustomization,
  isOpenEnded,
  KUSTOMIZATION,
  patchFilesOf,
} from '../objects/kustomization.ts';
import type { Resource } from '../objects/resource.ts';
import { scalarAt } from '../syntax/lookup.ts';
import { Multimap } from './multimap.ts';

/** From each kustomization that somebody builds, those on the way from it to something, with their components. */
export type Ways = ReadonlyMap<Resource, readonly Resource[]>;

/** What is known of all that is built together. */
export interface BuiltWith {
  /** There is more than is at hand: it is fetched, or made. */
  readonly isOpen: boolean;
  /** Objects come into another namespace. */
  readonly isMoved: boolean;
  /** What is put before and behind names. */
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
}

/**
 * Who takes in whom among kustomizations. Every answer holds until `takeChanged` says otherwise, which an edit that
 * leaves the paths, namespaces and prefixes as they are never brings about.
 */
export class Builds {
  readonly #hasFile: (uri: string) => boolean;
  readonly #inFolder = new Multimap<string, Resource>();
  readonly #inFile = new Multimap<string, Resource>();
  readonly #including = new Multimap<string, Resource>();
  readonly #patching = new Multimap<string, Resource>();
  readonly #all = new Set<Resource>();
  readonly #ways = new Map<string, Ways>();
  readonly #builtWith = new Map<string, BuiltWith>();
  readonly #below = new Map<Resource, ReadonlySet<Resource>>();
  readonly #folders = new Map<string, boolean>();
  #signature = '';
  #isSettled = true;

  constructor(hasFile: (uri: string) => boolean) {
    this.#hasFile = hasFile;
  }

  add(resource: Resource): void {
    if (!isKustomization(resource)) return;
    this.#unsettle(folderAt(resource.uri));
    this.#all.add(resource);
    this.#inFolder.insert(folderAt(resource.uri), resource);
    this.#inFile.insert(resource.uri, resource);
    for (const uri of includedBy(resource)) this.#including.insert(uri, resource);
    for (const uri of patchFilesOf(resource)) this.#patching.insert(uri, resource);
  }

  remove(resource: Resource): void {
    if (!isKustomization(resource)) return;
    this.#unsettle(folderAt(resource.uri));
    this.#all.delete(resource);
    this.#inFolder.drop(folderAt(resource.uri), resource);
    this.#inFile.drop(resource.uri, resource);
    for (const uri of includedBy(resource)) this.#including.drop(uri, resource);
    for (const uri of patchFilesOf(resource)) this.#patching.drop(uri, resource);
  }

  /** A file has become one with objects in it, or is none any more. */
  fileTurned(uri: string): void {
    if (this.#including.has(uri) || this.#patching.has(uri)) this.#unsettle();
  }

  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** Whether anything is built otherwise than at the last call, and the folders that have a kustomization now or no more. */
  takeChanged(): { readonly isOther: boolean; readonly folders: readonly string[] } {
    if (this.#isSettled) return { isOther: false, folders: [] };
    this.#isSettled = true;
    const folders = [...this.#folders].flatMap(([folder, had]) => (this.isIn(folder) === had ? [] : [folder]));
    this.#folders.clear();
    const before = this.#signature;
    this.#signature = [...this.#all]
      .map((each) => this.#signatureOf(each))
      .sort()
      .join('\n');
    return { isOther: this.#signature !== before, folders };
  }

  /** Whether a folder, a URI without a slash at its end, has a kustomization. */
  isIn(folder: string): boolean {
    return this.#inFolder.has(folder);
  }

  /** Whether there are objects or patches in a file. */
  isRead(uri: string): boolean {
    return this.#hasFile(uri);
  }

  /** How a file, or the kustomization of a folder, comes to be built. */
  waysTo(uri: string): Ways {
    return this.#waysThrough([...this.#including.values(uri)]);
  }

  /** All that is built with a file: what takes it in, or applies it as a patch, or stands in it. Undefined for nothing. */
  builtWith(uri: string): BuiltWith | undefined {
    const own = [this.#including, this.#patching, this.#inFile].flatMap((each) => [...each.values(uri)]);
    if (own.length === 0) return undefined;
    const key = keyOf(own);
    const known = this.#builtWith.get(key);
    if (known) return known;
    const found = this.#describe(own);
    this.#builtWith.set(key, found);
    return found;
  }

  /** A kustomization, and all that it takes in, itself or through others. */
  below(kustomization: Resource): ReadonlySet<Resource> {
    const known = this.#below.get(kustomization);
    if (known) return known;
    const found = new Set([kustomization]);
    // What is added while this runs is run through too.
    for (const each of found)
      for (const uri of includedBy(each)) for (const other of this.#inFolder.values(uri)) found.add(other);
    this.#below.set(kustomization, found);
    return found;
  }

  #waysThrough(includers: readonly Resource[]): Ways {
    const key = keyOf(includers);
    const known = this.#ways.get(key);
    if (known) return known;
    const found = new Map<Resource, Set<Resource>>();
    for (const each of includers) this.#climb(each, [], found);
    const ways = new Map([...found].map(([root, way]) => [root, [...this.#withComponents(way)]] as const));
    this.#ways.set(key, ways);
    return ways;
  }

  #climb(kustomization: Resource, below: readonly Resource[], found: Map<Resource, Set<Resource>>): void {
    if (below.includes(kustomization) || below.length > DEEPEST) return;
    const way = [...below, kustomization];
    const includers = [...this.#including.values(folderAt(kustomization.uri))].filter((each) => each !== kustomization);
    for (const each of includers) this.#climb(each, way, found);
    if (includers.length > 0) return;
    const own = found.get(kustomization) ?? new Set();
    for (const each of way) own.add(each);
    found.set(kustomization, own);
  }

  /** A component works on all that the kustomization has which takes it in. */
  #withComponents(way: Set<Resource>): ReadonlySet<Resource> {
    for (const each of way)
      for (const uri of includedBy(each))
        for (const other of this.#inFolder.values(uri)) if (other.kind === COMPONENT.kind) way.add(other);
    return way;
  }

  #describe(own: readonly Resource[]): BuiltWith {
    const roots = own.flatMap((each) => [...this.#waysThrough([each]).keys()]);
    const parts = new Set([...own, ...roots].flatMap((each) => [...this.below(each)]));
    const said = (key: string) => [...new Set([...parts].flatMap(({ root }) => scalarAt(root, [key])?.text || []))];
    return {
      isOpen: [...parts].some((each) => isOpenEnded(each) || includedBy(each).some((uri) => !this.#isAtHand(uri))),
      isMoved: said('namespace').length > 0,
      prefixes: said('namePrefix'),
      suffixes: said('nameSuffix'),
    };
  }

  #isAtHand(uri: string): boolean {
    return this.#inFolder.has(uri) || this.#hasFile(uri);
  }

  #signatureOf(kustomization: Resource): string {
    const { uri, kind, root } = kustomization;
    const included = includedBy(kustomization).map((each) => `${each} ${this.#isAtHand(each)}`);
    const patches = patchFilesOf(kustomization).map((each) => `${each} ${this.isRead(each)}`);
    const said = ['namespace', 'namePrefix', 'nameSuffix'].map((key) => scalarAt(root, [key])?.text);
    return JSON.stringify([uri, kind, isOpenEnded(kustomization), ...said, ...included, ...patches]);
  }

  #unsettle(folder?: string): void {
    if (folder !== undefined && !this.#folders.has(folder)) this.#folders.set(folder, this.isIn(folder));
    this.#isSettled = false;
    this.#ways.clear();
    this.#builtWith.clear();
    this.#below.clear();
  }
}

/** Nobody layers more. */
const DEEPEST = 20;

/**
 * Whether somebody applies what is built here. A component is for others; so is what calls itself a base, though none of
 * those that take it in may be at hand.
 */
export function isApplied({ uri, kind }: Resource): boolean {
  return kind === KUSTOMIZATION.kind && !FOR_OTHERS.test(uri.slice(0, uri.lastIndexOf('/') + 1));
}

const FOR_OTHERS = /\/(bases?|components?|common|templates?)\/([^/]+\/)?$/i;

/** Without a slash at its end. */
function folderAt(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

function keyOf(kustomizations: readonly Resource[]): string {
  return kustomizations
    .map(({ uri }) => uri)
    .sort()
    .join('\n');
}
