import { DependencyIndex } from '../dependencies/dependency-index.ts';
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
import type { View } from '../query/view.ts';
import { QueryCache } from '../resolution/query-cache.ts';
import { MAX_FINDINGS, tooManyFindings, tooManyTextFindings } from '../rules/limits/too-many.ts';
import { findingOf, type Rule, textFindingOf } from '../rules/rule.ts';
import { documentContaining } from '../syntax/list-parts.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { SchemaValidator } from '../validation/schema-validator.ts';
import { KnownPaths } from './known-paths.ts';
import { withoutResultsOfMisspellings } from './misspelled-fields.ts';
import { viewOf } from './object-view.ts';
import { PendingObjects } from './pending-objects.ts';
import type { Portion } from './portion.ts';
import { alike, type Reported } from './reported.ts';
import { type RuleTable, ruleTableOf } from './rule-table.ts';
import type { WorkspaceOptions } from './workspace-options.ts';

/**
 * The findings of all objects, cached until a query result that they depend on may have changed. An added or removed
 * document invalidates its index keys, and `update` checks the objects again that queried one of them.
 */
export class Findings {
  #scopes: Scopes;
  readonly #options: WorkspaceOptions;
  readonly #evaluations = new Map<Resource, CachedEvaluation>();
  readonly #dependencies = new DependencyIndex();
  readonly #byDocument = new Multimap<ManifestDocument, Finding>();
  readonly #pending = new PendingObjects();
  readonly #rules: RuleTable;
  /** By file, the files whose findings have related locations in it. Never pruned: extra entries are harmless. */
  readonly #relatedFiles = new Map<string, Set<string>>();
  #changedFiles = new Set<string>();
  /** Replaced by the workspace, which then invalidates the affected objects. */
  schemas: SchemaValidator | undefined;
  /** What the host has stated about files that are not manifests. */
  readonly paths = new KnownPaths();
  readonly #finish: typeof asBuilt;
  /** Valid only during `update`. */
  #caches = new Map<ObjectIndex, QueryCache>();

  /** `finish` returns what is reported of a finding, after the gate of its releases. */
  constructor(scopes: Scopes, options: WorkspaceOptions, finish = asBuilt) {
    this.#finish = finish;
    this.#scopes = scopes;
    this.#options = options;
    this.schemas = options.schemas;
    this.#rules = ruleTableOf(options.rules ?? options.registry.rules);
  }

  /** Replaced by the workspace, which moves all objects to the new scopes. */
  set scopes(scopes: Scopes) {
    this.#scopes = scopes;
  }

  readonly invalidate = (key: IndexKey): void => {
    for (const resource of this.#dependencies.dependentsOf(key)) this.#pending.add(resource);
  };

  /** Marks the file and the files with related locations in it as changed, because positions may have moved. */
  fileChanged(uri: string): void {
    this.#changedFiles.add(uri);
    for (const other of this.#relatedFiles.get(uri) ?? []) this.#changedFiles.add(other);
  }

  add(resource: Resource): void {
    this.#pending.add(resource);
  }

  /** Checks a document as text, including syntax errors. The result depends only on the document. */
  addText(uri: string, document: ManifestDocument): void {
    const isUnreadable = document.parsed.problems.length > 0;
    for (const rule of isUnreadable ? this.#rules.ofUnreadable : this.#rules.ofSource) {
      const findings = this.#collect(rule, function* () {
        let count = 0;
        const checks = [...(isUnreadable ? [rule.checkText] : []), rule.checkSource];
        for (const check of checks)
          for (const report of check?.call(rule, document, uri) ?? []) {
            if (count++ === MAX_FINDINGS) return yield tooManyTextFindings(rule, report, uri, document);
            yield textFindingOf(rule, report, uri, document);
          }
      });
      for (const finding of findings) this.#byDocument.insert(document, finding);
    }
  }

  removeDocument(document: ManifestDocument): void {
    this.#byDocument.deleteAll(document);
  }

  remove(resource: Resource): void {
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

  update({ max = Number.POSITIVE_INFINITY, allBelow = max, first = [] }: Portion): ReadonlySet<string> {
    this.#caches.clear();
    for (const index of this.#scopes.indexes) {
      try {
        index.updateBuilds(this.invalidate);
      } catch (error) {
        this.#options.onBug?.('kustomizations', error);
      }
    }
    const isAll = this.#pending.size <= allBelow;
    if (!isAll) for (const uri of first) for (const resource of this.#pending.in(uri)) this.#recheck(resource);
    let left = isAll ? allBelow : max;
    for (const resource of this.#pending) {
      if (left-- <= 0) break;
      this.#recheck(resource);
    }
    this.#caches.clear();
    const changed = this.#changedFiles;
    this.#changedFiles = new Set();
    return changed;
  }

  #recheck(resource: Resource): void {
    this.#options.onProgress?.(resource.uri);
    this.#pending.delete(resource);
    this.#forget(resource);
    try {
      this.#store(resource, this.#evaluate(resource));
    } catch (error) {
      // `#run` catches exceptions of rules. An exception of a query only affects the findings of this object.
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
    const options = { query, cache: this.#cacheOf(index), schemas, registry, paths };
    const view = viewOf(resource, options);
    const check = (object: Resource) => this.#check(object, object === resource ? view : viewOf(object, options));
    const reports = withoutResultsOfMisspellings(resource, check(resource), view, check);
    for (const { finding, about } of reports) {
      // Without schemas the releases are unknown: omit findings that apply only to some releases.
      const others = () => alike(finding, reports);
      const gated = gate(finding, (provider) => view.releases(provider, about), view.titleOf, others);
      const built = gated && this.#finish(gated, query);
      if (built) findings.push(built);
    }
    return { keys, findings: withoutDuplicates(findings) };
  }

  #check(resource: Resource, view: View): readonly Reported[] {
    const reports: Reported[] = [];
    for (const rule of this.#rules.ofKind(resource)) this.#run(rule, resource, view, reports);
    return reports;
  }

  /** Adds the reports of a rule until it throws. Hot path: avoid allocating a generator. */
  #run(rule: Rule, resource: Resource, view: View, reports: Reported[]): void {
    this.#options.onProgress?.(resource.uri, rule.id);
    try {
      let count = 0;
      for (const report of rule.check?.(resource, view) ?? []) {
        const about = [report.resource, ...(report.relatedVersions ?? [])];
        if (count++ === MAX_FINDINGS) {
          reports.push({ finding: tooManyFindings(rule, report), about });
          return;
        }
        reports.push({ finding: findingOf(rule, report), about });
      }
    } catch (error) {
      this.#options.onBug?.(rule.id, error);
    }
  }

  /** Returns the findings of a rule until it throws. An exception only affects the findings of that rule. */
  #collect(rule: Rule, run: () => Iterable<Finding>): readonly Finding[] {
    const findings: Finding[] = [];
    try {
      for (const finding of run()) findings.push(finding);
    } catch (error) {
      this.#options.onBug?.(rule.id, error);
    }
    return findings;
  }

  #cacheOf(index: ObjectIndex): QueryCache {
    const cache = this.#caches.get(index) ?? new QueryCache(index);
    this.#caches.set(index, cache);
    return cache;
  }

  #store(resource: Resource, evaluation: Evaluation): void {
    this.#options.onChecked?.(resource, evaluation.keys, evaluation.findings);
    const dependencies = this.#dependencies.add(evaluation.keys, resource);
    this.#evaluations.set(resource, { dependencies, findings: evaluation.findings });
    for (const finding of evaluation.findings) {
      const { document, uri } = finding.place;
      this.#byDocument.insert(documentContaining(document), finding);
      this.#changedFiles.add(uri);
      for (const { place } of finding.related) if (place.uri !== uri) this.#addRelated(place.uri, uri);
    }
  }

  #forget(resource: Resource): void {
    const evaluation = this.#evaluations.get(resource);
    if (!evaluation) return;
    this.#evaluations.delete(resource);
    this.#dependencies.remove(evaluation.dependencies, resource);
    for (const finding of evaluation.findings) {
      this.#byDocument.drop(documentContaining(finding.place.document), finding);
      this.#changedFiles.add(finding.place.uri);
    }
  }
}

interface Evaluation {
  readonly keys: ReadonlySet<IndexKey>;
  readonly findings: readonly Finding[];
}

interface CachedEvaluation {
  readonly dependencies: readonly number[];
  readonly findings: readonly Finding[];
}
