import { DependencyIndex, type DependentId } from '../dependencies/dependency-index.ts';
import { withoutDuplicates } from '../findings/duplicates.ts';
import type { Finding } from '../findings/finding.ts';
import { byPlaceAndRule } from '../findings/finding-order.ts';
import { gate } from '../findings/gate.ts';
import { distinctFindings } from '../findings/same-finding.ts';
import { Multimap } from '../index/multimap.ts';
import type { IndexKey, ObjectIndex } from '../index/object-index.ts';
import type { Scopes } from '../index/scopes.ts';
import { asBuilt } from '../kustomize/as-built.ts';
import type { Resource } from '../objects/resource.ts';
import { QueryCache } from '../resolution/query-cache.ts';
import { documentContaining } from '../syntax/list-parts.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { SchemaValidator } from '../validation/schema-validator.ts';
import { KnownPaths } from './known-paths.ts';
import { withoutResultsOfMisspellings } from './misspelled-fields.ts';
import { viewOf } from './object-view.ts';
import { PendingObjects } from './pending-objects.ts';
import type { Portion } from './portion.ts';
import { memoizeRejections } from './rejections.ts';
import { findingsOfSameDocument } from './reported.ts';
import { type RuleTable, ruleTableOf } from './rule-table.ts';
import { runRules, runTextRules } from './run-rules.ts';
import type { WorkspaceOptions } from './workspace-options.ts';

/**
 * The findings of all objects, cached until a query result that they depend on may have changed. An added or removed
 * document invalidates its index keys, and `update` checks the objects again that queried one of them.
 */
export class Findings {
  #scopes: Scopes;
  readonly #options: WorkspaceOptions;
  readonly #evaluations = new Map<Resource, CachedEvaluation>();
  readonly #dependencies: DependencyIndex;
  readonly #byDocument = new Multimap<ManifestDocument, Finding>();
  readonly #pending = new PendingObjects();
  readonly #rules: RuleTable;
  /** The number of findings about the objects of each file. */
  readonly #counts = new Map<string, number>();
  /** By file, the files whose findings have related locations in it. Never pruned: extra entries are harmless. */
  readonly #relatedFiles = new Map<string, Set<string>>();
  #changedFiles = new Set<string>();
  /** Replaced by the workspace, which then invalidates the affected objects. */
  schemas: SchemaValidator | undefined;
  /** What the host has stated about files that are not manifests. */
  readonly paths = new KnownPaths();
  readonly #finish: typeof asBuilt;
  /** Valid until an object is added or removed. */
  readonly #caches = new Map<ObjectIndex, QueryCache>();
  /** The number of objects checked with these caches. */
  #cachedChecks = 0;

  /** `finish` returns what is reported of a finding, after the gate of its releases. */
  constructor(scopes: Scopes, options: WorkspaceOptions, finish = asBuilt) {
    this.#finish = finish;
    this.#scopes = scopes;
    this.#options = options;
    this.#dependencies = options.dependencies ?? new DependencyIndex();
    this.schemas = options.schemas;
    this.#rules = ruleTableOf(options.rules ?? options.registry.rules);
  }

  /** Replaced by the workspace, which moves all objects to the new scopes. */
  set scopes(scopes: Scopes) {
    this.#scopes = scopes;
    this.#clearCaches();
  }

  /** Call it for every key that a change touches. */
  readonly invalidate = (key: IndexKey): void => {
    this.#clearCaches();
    for (const resource of this.#dependencies.dependentsOf(key)) this.#pending.add(resource);
  };

  /** Marks the file and the files with related locations in it as changed, because positions may have moved. */
  fileChanged(uri: string): void {
    this.#changedFiles.add(uri);
    for (const other of this.#relatedFiles.get(uri) ?? []) this.#changedFiles.add(other);
  }

  add(resource: Resource): void {
    this.#clearCaches();
    this.#pending.add(resource);
  }

  /** Checks a document as text, including syntax errors. The result depends only on the document. */
  addText(uri: string, document: ManifestDocument): void {
    const isUnreadable = document.parsed.problems.length > 0;
    const rules = isUnreadable ? this.#rules.ofUnreadable : this.#rules.ofSource;
    for (const finding of runTextRules(rules, uri, document, this.#options)) this.#byDocument.insert(document, finding);
  }

  removeDocument(document: ManifestDocument): void {
    this.#byDocument.deleteAll(document);
  }

  remove(resource: Resource): void {
    this.#clearCaches();
    this.#pending.delete(resource);
    this.#forget(resource);
  }

  /** The number of objects to check. */
  get pendingCount(): number {
    return this.#pending.size;
  }

  /** True if objects are still to be checked. */
  get isPending(): boolean {
    return this.#pending.size > 0 || this.#scopes.indexes.some(({ builds }) => !builds.isUpToDate);
  }

  update({ max = Number.POSITIVE_INFINITY, allBelow = max, first = [], again = [] }: Portion): ReadonlySet<string> {
    for (const index of this.#scopes.indexes) {
      try {
        index.updateBuilds(this.invalidate);
      } catch (error) {
        // A bug in the engine. The kustomizations stay as they were.
        this.#options.onBug?.('kustomizations', error);
      }
    }
    for (const resource of again) this.#recheck(resource);
    const isAll = this.#pending.size <= allBelow;
    if (!isAll) for (const uri of first) for (const resource of this.#pending.in(uri)) this.#recheck(resource);
    let left = isAll ? allBelow : max;
    for (const resource of this.#pending) {
      if (left-- <= 0) break;
      this.#recheck(resource);
    }
    // Limits the memory of the caches. Portions follow the files, so few results are computed again.
    if (this.#cachedChecks > MAX_CACHED_CHECKS) this.#clearCaches();
    const changed = this.#changedFiles;
    this.#changedFiles = new Set();
    return changed;
  }

  #recheck(resource: Resource): void {
    this.#options.onProgress?.(resource.uri);
    this.#cachedChecks++;
    this.#pending.delete(resource);
    this.#forget(resource);
    try {
      this.#store(resource, this.#evaluate(resource));
    } catch (error) {
      // `runRules` catches exceptions of rules. An exception of a query only affects the findings of this object.
      this.#options.onBug?.(`check of ${resource.uri}`, error);
    }
  }

  #addRelated(from: string, to: string): void {
    const known = this.#relatedFiles.get(from);
    if (known) known.add(to);
    else this.#relatedFiles.set(from, new Set([to]));
  }

  in(document: ManifestDocument): readonly Finding[] {
    if (!this.#byDocument.has(document)) return [];
    return distinctFindings(this.#byDocument.values(document)).sort(byPlaceAndRule);
  }

  #evaluate(resource: Resource): Evaluation {
    const keys = new Set<IndexKey>();
    const findings: Finding[] = [];
    // An object from text with syntax errors can be found by name, but its content is incomplete.
    if (resource.broken) return { keys, findings };
    const index = this.#scopes.indexOf(resource.uri);
    const query = { index, record: (key: IndexKey) => keys.add(key), acrossFiles: new Map<Resource, boolean>() };
    const { schemas, paths } = this;
    const { registry } = this.#options;
    const offersFixes = (this.#counts.get(resource.uri) ?? 0) < MAX_WITH_FIXES;
    const options = { query, cache: this.#cacheOf(index), schemas, registry, paths, offersFixes };
    const view = viewOf(resource, options);
    const check = (object: Resource) => {
      const viewOfObject = object === resource ? view : viewOf(object, options);
      return runRules(this.#rules.ofKind(object), object, viewOfObject, this.#options);
    };
    const reports = withoutResultsOfMisspellings(resource, check(resource), view, check);
    // Most objects have no reports.
    if (reports.length === 0) return { keys, findings };
    const rejected = memoizeRejections(resource, schemas);
    // An error of all releases is reported in any case, and the others are independent of it.
    const hasError = reports.some(({ finding }) => finding.severity === 'error' && finding.releases.length === 0);
    for (const { finding, about } of reports) {
      // Without schemas the releases are unknown: omit findings that apply only to some releases.
      const others = () => findingsOfSameDocument(finding, reports);
      const isRejected = (provider: string, release: string) =>
        !hasError && finding.resource === resource && rejected(provider, release);
      const gated = gate(finding, (provider) => view.releases(provider, about), view.titleOf, others, isRejected);
      const built = gated && this.#finish(gated, query, resource);
      if (built) findings.push(built);
    }
    return { keys, findings: withoutDuplicates(findings) };
  }

  #clearCaches(): void {
    // Hot path: called for each key that a change touches.
    if (this.#cachedChecks === 0) return;
    this.#cachedChecks = 0;
    this.#caches.clear();
  }

  #cacheOf(index: ObjectIndex): QueryCache {
    const cache = this.#caches.get(index) ?? new QueryCache(index);
    this.#caches.set(index, cache);
    return cache;
  }

  #store(resource: Resource, evaluation: Evaluation): void {
    this.#options.onChecked?.(resource, evaluation.keys, evaluation.findings);
    const dependent = this.#dependencies.add(evaluation.keys, resource);
    // Most objects have no findings. For these, no object is allocated.
    const { findings } = evaluation;
    this.#evaluations.set(resource, findings.length === 0 ? dependent : { dependent, findings });
    this.#count(resource, findings.length);
    for (const finding of findings) {
      const { document, uri } = finding.place;
      this.#byDocument.insert(documentContaining(document), finding);
      this.#changedFiles.add(uri);
      for (const { place } of finding.related) if (place.uri !== uri) this.#addRelated(place.uri, uri);
    }
  }

  #count({ uri }: Resource, more: number): void {
    const count = (this.#counts.get(uri) ?? 0) + more;
    if (count === 0) this.#counts.delete(uri);
    else this.#counts.set(uri, count);
  }

  #forget(resource: Resource): void {
    const known = this.#evaluations.get(resource);
    if (known === undefined) return;
    this.#evaluations.delete(resource);
    const { dependent, findings } = typeof known === 'number' ? { dependent: known, findings: [] } : known;
    this.#count(resource, -findings.length);
    this.#dependencies.remove(dependent);
    for (const finding of findings) {
      this.#byDocument.drop(documentContaining(finding.place.document), finding);
      this.#changedFiles.add(finding.place.uri);
    }
  }
}

/** In a file with more findings, the fixes of the others are not made: only as many findings are reported. */
const MAX_WITH_FIXES = 2_500;

interface Evaluation {
  readonly keys: ReadonlySet<IndexKey>;
  readonly findings: readonly Finding[];
}

/** The caches are discarded after this number of checks, because they can take much memory. */
const MAX_CACHED_CHECKS = 40;

/** Of an object without findings, only the dependencies. */
type CachedEvaluation = DependentId | { readonly dependent: DependentId; readonly findings: readonly Finding[] };
