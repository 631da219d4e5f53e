import { DependencyIndex } from '../dependencies/dependency-index.ts';
import type { Finding } from '../findings/finding.ts';
import { indexKey, type ObjectIndex } from '../index/object-index.ts';
import { Scopes } from '../index/scopes.ts';
import {
  type BuiltObject,
  type BuiltObjects,
  buildObjects,
  type UnmatchedPatch,
} from '../kustomize/built/built-objects.ts';
import { type BuildPlan, planOf } from '../kustomize/built/plan.ts';
import type { Delivery } from '../objects/delivery.ts';
import { keyOf } from '../objects/group-kind.ts';
import { nameOf, type Resource } from '../objects/resource.ts';
import { documentContaining } from '../syntax/list-parts.ts';
import { keepTree, type ManifestDocument } from '../syntax/manifest-document.ts';
import { sameItems } from '../text/same-items.ts';
import { decodedName } from '../text/uri-text.ts';
import type { SchemaValidator } from '../validation/schema-validator.ts';
import { type BuildContext, type BuildFinding, findingInBuild } from './finding-in-build.ts';
import { Findings } from './findings.ts';
import type { Portion } from './portion.ts';
import type { WorkspaceOptions } from './workspace-options.ts';

/** What is built: a kustomization, or the result of Flux or Argo CD for one. */
export interface BuildSource {
  readonly root: Resource;
  readonly delivery?: Delivery | undefined;
  /** The index of the files. */
  readonly index: ObjectIndex;
}

/** The objects that kustomize builds from one root, checked like the objects of one file. */
export class BuiltScope implements BuildContext {
  readonly #index: ObjectIndex;
  readonly #scopes = new Scopes();
  readonly #findings: Findings;
  #plan: BuildPlan | undefined;
  #objects: BuiltObjects = [];
  #isOpen = false;
  #exceedsLimit = false;
  #unmatched: readonly UnmatchedPatch[] = [];
  readonly #byResource = new Map<Resource, BuiltObject>();
  #byDocument = new Map<ManifestDocument, BuiltObject[]>();
  #changes = new Map<ManifestDocument, Resource>();
  #renamed = new Map<string, BuiltObject[]>();
  root: Resource;
  delivery: Delivery | undefined;

  constructor({ root, delivery, index }: BuildSource, options: WorkspaceOptions) {
    this.root = root;
    this.delivery = delivery;
    this.#index = index;
    const own = { ...options, dependencies: new DependencyIndex() };
    this.#findings = new Findings(this.#scopes, own, (finding, query, checked) =>
      findingInBuild(finding, query, this, checked),
    );
  }

  /** The URIs of the files and folders on which the build depends. */
  get inputs(): ReadonlySet<string> {
    return this.#plan?.inputs ?? new Set([this.root.uri]);
  }

  /** Replaces the schemas, and checks all objects again. */
  useSchemas(schemas: SchemaValidator | undefined): void {
    this.#findings.schemas = schemas;
    for (const resource of this.#byResource.keys()) this.#findings.add(resource);
  }

  /** Replaces the schemas of some kinds, written as `group/Kind`, and checks the objects of these kinds again. */
  useSchemasOf(kinds: ReadonlySet<string>, schemas: SchemaValidator | undefined): void {
    this.#findings.schemas = schemas;
    for (const resource of this.#byResource.keys()) if (kinds.has(keyOf(resource))) this.#findings.add(resource);
  }

  get objectCount(): number {
    return this.#byResource.size;
  }

  /** True if the build is left out because it has too many objects or patches. */
  get exceedsLimit(): boolean {
    return this.#exceedsLimit;
  }

  /** Patches for an object that the build does not have. */
  get unmatched(): readonly UnmatchedPatch[] {
    return this.#unmatched;
  }

  /** Builds again. The next `update` only checks objects that differ. A build with more than `maxObjects` is left out. */
  build(hasOtherDeliveries: boolean, maxObjects: number): void {
    const plan = planOf(this.root, this.#index, this.delivery);
    const isSame = !hasOtherDeliveries && this.#plan !== undefined && sameItems(this.#plan.parts, plan.parts);
    const before = this.#objects;
    const built = buildObjects(plan, this.#index, before, isSame);
    const count = built?.objects.reduce((sum, { size }) => sum + size, 0) ?? 0;
    this.#exceedsLimit = !built || count > maxObjects;
    this.#unmatched = built?.unmatched ?? [];
    this.#objects = built && count <= maxObjects ? built.objects : [];
    this.#plan = plan;
    // Built objects share the nodes of their bases and patches.
    const inputs = plan.leaves.length > 0 ? plan.inputs : [];
    for (const uri of inputs)
      for (const { document } of this.#index.inFile(uri)) keepTree(documentContaining(document));
    const objects = this.#objects.flatMap((each) => [...each.values()]);
    const kept = new Set(objects);
    const index = this.#scopes.indexOf(this.root.uri);
    const { invalidate } = this.#findings;
    for (const object of objects) if (!this.#byResource.has(object.resource)) this.#add(object, index);
    for (const object of [...this.#byResource.values()])
      if (!kept.has(object)) {
        this.#byResource.delete(object.resource);
        index.remove(object.resource, invalidate);
        this.#findings.remove(object.resource);
      }
    const isOpen = plan.isOpen || objects.length === 0;
    if (isOpen !== this.#isOpen) index.countOpaque(this.root.uri, isOpen ? 1 : -1, invalidate);
    this.#isOpen = isOpen;
    this.#describe(objects, plan);
  }

  #add(object: BuiltObject, index: ObjectIndex): void {
    this.#byResource.set(object.resource, object);
    index.add(object.resource, this.#findings.invalidate);
    this.#findings.add(object.resource);
  }

  #describe(objects: readonly BuiltObject[], plan: BuildPlan): void {
    this.#byDocument = new Map();
    this.#renamed = new Map();
    for (const object of objects) {
      const { document } = object.draft.base;
      this.#byDocument.set(document, [...(this.#byDocument.get(document) ?? []), object]);
      const { draft, resource } = object;
      for (const { name } of draft.renamedBy.length > 0 ? draft.identities : []) {
        const key = `${keyOf(draft.base)} ${name}`;
        if (name !== resource.name) this.#renamed.set(key, [...(this.#renamed.get(key) ?? []), object]);
      }
    }
    const levels = new Set(plan.leaves.flatMap((leaf) => leaf.levels));
    const resources = [...levels].flatMap(({ holder, patches, replacements }) => [
      holder,
      ...patches.flatMap(({ documents = [] }) => documents.map(({ resource }) => resource)),
      ...replacements.flatMap(({ items = [] }) => items.map(({ resource }) => resource)),
    ]);
    const delivered = [...(plan.variables?.holders ?? []), ...(plan.delivery ? [plan.delivery.resource] : [])];
    this.#changes = new Map([...resources, ...delivered].map((resource) => [resource.document, resource]));
  }

  objectFor(resource: Resource): BuiltObject | undefined {
    return this.#byResource.get(resource);
  }

  inDocument(document: ManifestDocument): readonly BuiltObject[] {
    return this.#byDocument.get(document) ?? [];
  }

  changeIn(document: ManifestDocument): Resource | undefined {
    return this.#changes.get(document);
  }

  renamedFrom(target: {
    readonly group: string;
    readonly kind: string;
    readonly name: string;
  }): readonly BuiltObject[] {
    return this.#renamed.get(`${keyOf(target)} ${target.name}`) ?? [];
  }

  fileChanged(uri: string): void {
    this.#findings.fileChanged(uri);
  }

  get pendingCount(): number {
    return this.#findings.pendingCount;
  }

  /** Checks objects, and returns the files whose findings may differ. */
  update(portion: Portion): ReadonlySet<string> {
    return this.#findings.update(portion);
  }

  in(document: ManifestDocument): readonly BuildFinding[] {
    return this.#findings
      .in(document)
      .filter(isOfBuild)
      .filter(({ missing }) => !missing || this.#index.resources(indexKey.named(missing, missing.name)).length === 0);
  }

  /** Removes all objects, and returns the files whose findings may differ. */
  dispose(): ReadonlySet<string> {
    for (const resource of this.#byResource.keys()) this.#findings.remove(resource);
    this.#byResource.clear();
    return this.#findings.update({});
  }

  /** The folder of the root from the closest folder around all inputs, such as `overlays/production`. */
  get name(): string {
    if (this.delivery) return nameOf(this.delivery.resource);
    const folder = this.root.uri.split('/').slice(0, -1);
    let shared = folder.length;
    for (const uri of this.inputs) {
      const steps = uri.split('/');
      let depth = 0;
      while (depth < shared && steps[depth] === folder[depth]) depth++;
      shared = depth;
    }
    return folder
      .slice(Math.min(shared, folder.length - 1))
      .map(decodedName)
      .join('/');
  }
}

function isOfBuild(finding: Finding): finding is BuildFinding {
  return 'isMoved' in finding;
}
