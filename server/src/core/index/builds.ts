import type { Delivery } from '../objects/delivery.ts';
import { COMPONENT, includedBy, isKustomization, isOpenEnded, patchFilesOf } from '../objects/kustomization.ts';
import type { Resource } from '../objects/resource.ts';
import { scalarAt } from '../syntax/lookup.ts';
import { type Delivered, Deliveries, deliveredKustomization } from './deliveries.ts';
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
  readonly #deliveries = new Deliveries();
  readonly #ways = new Map<string, Ways>();
  readonly #builtWith = new Map<string, BuiltWith>();
  readonly #below = new Map<Resource, ReadonlySet<Resource>>();
  readonly #folders = new Map<string, boolean>();
  #signature = '';
  /** Steps through the graph since it changed. */
  #work = 0;
  #isSettled = true;

  constructor(hasFile: (uri: string) => boolean) {
    this.#hasFile = hasFile;
  }

  add(resource: Resource): void {
    if (this.#deliveries.add(resource)) this.#unsettle();
    if (!isKustomization(resource)) return;
    this.#unsettle(folderAt(resource.uri));
    this.#all.add(resource);
    this.#inFolder.insert(folderAt(resource.uri), resource);
    this.#inFile.insert(resource.uri, resource);
    for (const uri of includedBy(resource)) this.#including.insert(uri, resource);
    for (const uri of patchFilesOf(resource)) this.#patching.insert(uri, resource);
  }

  remove(resource: Resource): void {
    if (this.#deliveries.remove(resource)) this.#unsettle();
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
    this.#signature = [...[...this.#all].map((each) => this.#signatureOf(each)), ...this.#deliveries.signatures]
      .sort()
      .join('\n');
    return { isOther: this.#signature !== before, folders };
  }

  /** Returns the kustomizations that no other one includes. */
  get roots(): readonly Resource[] {
    return [...this.#all].filter(({ uri }) => !this.#including.has(folderAt(uri)) && !this.#including.has(uri));
  }

  kustomizationsIn(folder: string): Iterable<Resource> {
    return this.#inFolder.values(folder);
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

  /** Returns the kustomizations that apply a file as a patch, or contain patches in that file. */
  patchersOf(uri: string): readonly Resource[] {
    return [...new Set([...this.#patching.values(uri), ...this.#inFile.values(uri)])];
  }

  /** Returns how a kustomization is built, itself included. */
  waysOf(kustomization: Resource): Ways {
    return this.#waysThrough([kustomization]);
  }

  /** Returns the deliveries by Flux or Argo CD that can include a file, directly or through kustomizations. */
  deliveriesTo(uri: string): readonly Delivered[] {
    if (this.#deliveries.isEmpty) return [];
    const built = [...this.waysTo(uri).values()].flatMap((way) => way.map((each) => each.uri));
    return this.#deliveries.ofAny([uri, ...built], (folder) => this.#inFolder.values(folder));
  }

  /** Returns what Flux and Argo CD apply. */
  get deliveries(): readonly Delivery[] {
    return this.#deliveries.all;
  }

  /** Returns the kustomization that a delivery applies. */
  kustomizationOf(delivery: Delivery): Resource | undefined {
    return deliveredKustomization(delivery, (folder) => this.#inFolder.values(folder));
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
    let level = [kustomization];
    for (let depth = 0; level.length > 0 && depth <= DEEPEST; depth++) {
      const next: Resource[] = [];
      for (const each of level)
        for (const uri of includedBy(each)) {
          if (this.#isSpent()) break;
          for (const other of this.#inFolder.values(uri)) {
            if (!found.has(other)) next.push(other);
            found.add(other);
          }
        }
      level = next;
    }
    this.#below.set(kustomization, found);
    return found;
  }

  #waysThrough(includers: readonly Resource[]): Ways {
    const key = keyOf(includers);
    const known = this.#ways.get(key);
    if (known) return known;
    const { roots, taken } = this.#above(includers);
    const ways = new Map(roots.map((root) => [root, [...this.#withComponents(throughout(root, taken))]] as const));
    this.#ways.set(key, ways);
    return ways;
  }

  /**
   * Returns the roots above some kustomizations, and which kustomizations each one on the way includes. Each is visited
   * once, because the number of paths can be exponential.
   */
  #above(kustomizations: readonly Resource[]): { readonly roots: readonly Resource[]; readonly taken: Taken } {
    const seen = new Set(kustomizations);
    const roots: Resource[] = [];
    const taken = new Map<Resource, Resource[]>();
    let level: readonly Resource[] = [...seen];
    for (let depth = 0; level.length > 0 && depth <= DEEPEST; depth++) {
      const next: Resource[] = [];
      for (const each of level) {
        const includers = [...this.#including.values(folderAt(each.uri))].filter((other) => other !== each);
        if (includers.length === 0) roots.push(each);
        for (const includer of includers) {
          const known = taken.get(includer);
          if (known) known.push(each);
          else taken.set(includer, [each]);
          if (!seen.has(includer)) next.push(includer);
          seen.add(includer);
          if (this.#isSpent()) return { roots: [], taken };
        }
      }
      level = next;
    }
    return { roots, taken };
  }

  /** A component works on all that the kustomization has which takes it in. */
  #withComponents(way: Set<Resource>): ReadonlySet<Resource> {
    for (const each of way)
      for (const uri of includedBy(each))
        for (const other of this.#inFolder.values(uri)) if (other.kind === COMPONENT.kind) way.add(other);
    return way;
  }

  #describe(own: readonly Resource[]): BuiltWith {
    if (this.#work > MAX_WORK) return UNKNOWN;
    const roots = own.flatMap((each) => [...this.#waysThrough([each]).keys()]);
    const parts = new Set([...own, ...roots].flatMap((each) => [...this.below(each)]));
    this.#work += parts.size;
    const said = (key: string) => [...new Set([...parts].flatMap(({ root }) => scalarAt(root, [key])?.text || []))];
    return {
      isOpen:
        this.#work > MAX_WORK ||
        [...parts].some((each) => isOpenEnded(each) || includedBy(each).some((uri) => !this.#isAtHand(uri))),
      isMoved: said('namespace').length > 0,
      prefixes: said('namePrefix'),
      suffixes: said('nameSuffix'),
    };
  }

  /** Counts a step through the graph. Returns true if there were more than MAX_WORK. */
  #isSpent(): boolean {
    return ++this.#work > MAX_WORK;
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
    this.#work = 0;
    this.#ways.clear();
    this.#builtWith.clear();
    this.#below.clear();
  }
}

type Taken = ReadonlyMap<Resource, readonly Resource[]>;

/** Returns a kustomization and everything that it includes, directly or not, according to `taken`. */
function throughout(root: Resource, taken: Taken): Set<Resource> {
  const found = new Set([root]);
  // The loop also visits elements that it adds.
  for (const each of found) for (const other of taken.get(each) ?? []) found.add(other);
  return found;
}

/**
 * The number of steps through the graph for all queries together. Kustomizations that all include each other need more.
 * Their files are then treated as built with something unknown, and little is reported about them.
 */
const MAX_WORK = 300_000;
const UNKNOWN: BuiltWith = { isOpen: true, isMoved: true, prefixes: [], suffixes: [] };

const DEEPEST = 20;

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
