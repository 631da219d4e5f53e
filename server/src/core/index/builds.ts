import type { Delivery } from '../objects/delivery.ts';
import {
  COMPONENT,
  hasUnknownObjects,
  includedPathsOf,
  isKustomization,
  patchFilesOf,
} from '../objects/kustomization.ts';
import type { Resource } from '../objects/resource.ts';
import { scalarAt } from '../syntax/lookup.ts';
import { folderPathOf } from '../text/containers.ts';
import { Deliveries, deliveredKustomization, type WorkspaceDelivery } from './deliveries.ts';
import { Multimap } from './multimap.ts';
import { type Includes, reachable } from './reachable.ts';

/** By each root kustomization, the kustomizations between it and the target, with their components. */
export type BuildPaths = ReadonlyMap<Resource, readonly Resource[]>;

/** Properties of everything that is built together. */
export interface BuiltWith {
  /** True if the build includes objects that are not in the workspace: remote or generated ones. */
  readonly isOpen: boolean;
  /** True if a kustomization sets the namespace of objects. */
  readonly isMoved: boolean;
  /** The values of `namePrefix` and `nameSuffix`. */
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
}

/**
 * The graph of kustomizations. Results are valid until `takeChanged` reports a change. Edits that keep the paths,
 * namespaces and prefixes do not cause one.
 */
export class Builds {
  readonly #hasFile: (uri: string) => boolean;
  readonly #inFolder = new Multimap<string, Resource>();
  readonly #inFile = new Multimap<string, Resource>();
  readonly #including = new Multimap<string, Resource>();
  readonly #patching = new Multimap<string, Resource>();
  readonly #all = new Set<Resource>();
  readonly #deliveries = new Deliveries();
  readonly #paths = new Map<string, BuildPaths>();
  readonly #builtWith = new Map<string, BuiltWith>();
  readonly #includedBy = new Map<Resource, ReadonlySet<Resource>>();
  readonly #folders = new Map<string, boolean>();
  #signature = '';
  /** Steps through the graph since the last change. */
  #work = 0;
  #isUpToDate = true;

  constructor(hasFile: (uri: string) => boolean) {
    this.#hasFile = hasFile;
  }

  add(resource: Resource): void {
    if (this.#deliveries.add(resource)) this.#invalidate();
    if (!isKustomization(resource)) return;
    this.#invalidate(folderPathOf(resource.uri));
    this.#all.add(resource);
    this.#inFolder.insert(folderPathOf(resource.uri), resource);
    this.#inFile.insert(resource.uri, resource);
    for (const uri of includedPathsOf(resource)) this.#including.insert(uri, resource);
    for (const uri of patchFilesOf(resource)) this.#patching.insert(uri, resource);
  }

  remove(resource: Resource): void {
    if (this.#deliveries.remove(resource)) this.#invalidate();
    if (!isKustomization(resource)) return;
    this.#invalidate(folderPathOf(resource.uri));
    this.#all.delete(resource);
    this.#inFolder.drop(folderPathOf(resource.uri), resource);
    this.#inFile.drop(resource.uri, resource);
    for (const uri of includedPathsOf(resource)) this.#including.drop(uri, resource);
    for (const uri of patchFilesOf(resource)) this.#patching.drop(uri, resource);
  }

  /** Call when a file gets its first object or loses its last one. */
  fileAppearedOrDisappeared(uri: string): void {
    if (this.#including.has(uri) || this.#patching.has(uri)) this.#invalidate();
  }

  get isUpToDate(): boolean {
    return this.#isUpToDate;
  }

  /** Returns whether any build differs from the last call, and the folders that gained or lost a kustomization. */
  takeChanged(): { readonly isChanged: boolean; readonly folders: readonly string[] } {
    if (this.#isUpToDate) return { isChanged: false, folders: [] };
    this.#isUpToDate = true;
    const folders = [...this.#folders].flatMap(([folder, hadKustomization]) =>
      this.hasKustomization(folder) === hadKustomization ? [] : [folder],
    );
    this.#folders.clear();
    const before = this.#signature;
    this.#signature = [...[...this.#all].map((each) => this.#signatureOf(each)), ...this.#deliveries.signatures]
      .sort()
      .join('\n');
    return { isChanged: this.#signature !== before, folders };
  }

  /** Returns the kustomizations that no other one includes. */
  get roots(): readonly Resource[] {
    return [...this.#all].filter(({ uri }) => !this.#including.has(folderPathOf(uri)) && !this.#including.has(uri));
  }

  kustomizationsIn(folder: string): Iterable<Resource> {
    return this.#inFolder.values(folder);
  }

  /** Returns true if a folder has a kustomization. The URI has no trailing slash. */
  hasKustomization(folder: string): boolean {
    return this.#inFolder.has(folder);
  }

  /** Returns true if a file contains objects or patches. */
  hasObjects(uri: string): boolean {
    return this.#hasFile(uri);
  }

  /** Returns the builds that include a file, or the kustomization of a folder. */
  buildsIncluding(uri: string): BuildPaths {
    return this.#pathsThrough([...this.#including.values(uri)]);
  }

  /** Returns the kustomizations that apply a file as a patch, or contain patches in that file. */
  patchersOf(uri: string): readonly Resource[] {
    return [...new Set([...this.#patching.values(uri), ...this.#inFile.values(uri)])];
  }

  /** Returns the builds that include a kustomization. It can itself be the root. */
  buildsOf(kustomization: Resource): BuildPaths {
    return this.#pathsThrough([kustomization]);
  }

  /** Returns the deliveries by Flux or Argo CD that can include a file, directly or through kustomizations. */
  deliveriesTo(uri: string): readonly WorkspaceDelivery[] {
    if (this.#deliveries.isEmpty) return [];
    const built = [...this.buildsIncluding(uri).values()].flatMap((way) => way.map((each) => each.uri));
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

  /**
   * Returns the properties of all builds that include a file, apply it as a patch, or are defined in it; undefined if
   * there are none.
   */
  builtWith(uri: string): BuiltWith | undefined {
    const own = [this.#including, this.#patching, this.#inFile].flatMap((each) => [...each.values(uri)]);
    if (own.length === 0) return undefined;
    const key = rootsKey(own);
    const known = this.#builtWith.get(key);
    if (known) return known;
    const found = this.#describe(own);
    this.#builtWith.set(key, found);
    return found;
  }

  /** Returns a kustomization and everything that it includes, directly or not. */
  withIncluded(kustomization: Resource): ReadonlySet<Resource> {
    const known = this.#includedBy.get(kustomization);
    if (known) return known;
    const found = new Set([kustomization]);
    let level = [kustomization];
    for (let depth = 0; level.length > 0 && depth <= MAX_DEPTH; depth++) {
      const next: Resource[] = [];
      for (const each of level)
        for (const uri of includedPathsOf(each)) {
          if (this.#countStep()) break;
          for (const other of this.#inFolder.values(uri)) {
            if (!found.has(other)) next.push(other);
            found.add(other);
          }
        }
      level = next;
    }
    this.#includedBy.set(kustomization, found);
    return found;
  }

  #pathsThrough(includers: readonly Resource[]): BuildPaths {
    const key = rootsKey(includers);
    const known = this.#paths.get(key);
    if (known) return known;
    const { roots, taken } = this.#above(includers);
    const paths = new Map(roots.map((root) => [root, [...this.#withComponents(reachable(root, taken))]] as const));
    this.#paths.set(key, paths);
    return paths;
  }

  /**
   * Returns the roots above some kustomizations, and the kustomizations that each one in between includes. Visits each
   * once, because the number of paths can be exponential.
   */
  #above(kustomizations: readonly Resource[]): { readonly roots: readonly Resource[]; readonly taken: Includes } {
    const seen = new Set(kustomizations);
    const roots: Resource[] = [];
    const taken = new Map<Resource, Resource[]>();
    let level: readonly Resource[] = [...seen];
    for (let depth = 0; level.length > 0 && depth <= MAX_DEPTH; depth++) {
      const next: Resource[] = [];
      for (const each of level) {
        const includers = [...this.#including.values(folderPathOf(each.uri))].filter((other) => other !== each);
        if (includers.length === 0) roots.push(each);
        for (const includer of includers) {
          const known = taken.get(includer);
          if (known) known.push(each);
          else taken.set(includer, [each]);
          if (!seen.has(includer)) next.push(includer);
          seen.add(includer);
          if (this.#countStep()) return { roots: [], taken };
        }
      }
      level = next;
    }
    return { roots, taken };
  }

  /** A component applies to everything in the kustomization that includes it. */
  #withComponents(way: Set<Resource>): ReadonlySet<Resource> {
    for (const each of way)
      for (const uri of includedPathsOf(each))
        for (const other of this.#inFolder.values(uri)) if (other.kind === COMPONENT.kind) way.add(other);
    return way;
  }

  #describe(own: readonly Resource[]): BuiltWith {
    if (this.#work > MAX_WORK) return UNKNOWN;
    const roots = own.flatMap((each) => [...this.#pathsThrough([each]).keys()]);
    const parts = new Set([...own, ...roots].flatMap((each) => [...this.withIncluded(each)]));
    this.#work += parts.size;
    const valuesOf = (key: string) => [...new Set([...parts].flatMap(({ root }) => scalarAt(root, [key])?.text || []))];
    return {
      isOpen:
        this.#work > MAX_WORK ||
        [...parts].some(
          (each) => hasUnknownObjects(each) || includedPathsOf(each).some((uri) => !this.#isInWorkspace(uri)),
        ),
      isMoved: valuesOf('namespace').length > 0,
      prefixes: valuesOf('namePrefix'),
      suffixes: valuesOf('nameSuffix'),
    };
  }

  /** Counts a step through the graph. Returns true if there were more than MAX_WORK. */
  #countStep(): boolean {
    return ++this.#work > MAX_WORK;
  }

  #isInWorkspace(uri: string): boolean {
    return this.#inFolder.has(uri) || this.#hasFile(uri);
  }

  #signatureOf(kustomization: Resource): string {
    const { uri, kind, root } = kustomization;
    const included = includedPathsOf(kustomization).map((each) => `${each} ${this.#isInWorkspace(each)}`);
    const patches = patchFilesOf(kustomization).map((each) => `${each} ${this.hasObjects(each)}`);
    const values = ['namespace', 'namePrefix', 'nameSuffix'].map((key) => scalarAt(root, [key])?.text);
    return JSON.stringify([uri, kind, hasUnknownObjects(kustomization), ...values, ...included, ...patches]);
  }

  #invalidate(folder?: string): void {
    if (folder !== undefined && !this.#folders.has(folder)) this.#folders.set(folder, this.hasKustomization(folder));
    this.#isUpToDate = false;
    this.#work = 0;
    this.#paths.clear();
    this.#builtWith.clear();
    this.#includedBy.clear();
  }
}

/**
 * The number of steps through the graph for all queries together. Kustomizations that all include each other need more.
 * Their files are then treated as built with something unknown, and little is reported about them.
 */
const MAX_WORK = 300_000;
const UNKNOWN: BuiltWith = { isOpen: true, isMoved: true, prefixes: [], suffixes: [] };

/** Deeper than real kustomizations. */
const MAX_DEPTH = 20;

function rootsKey(kustomizations: readonly Resource[]): string {
  return kustomizations
    .map(({ uri }) => uri)
    .sort()
    .join('\n');
}
