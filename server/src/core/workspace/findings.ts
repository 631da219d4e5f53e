import { DependencyIndex, type Question } from '../dependencies/dependency-index.ts';
import type { RecordedQuery } from '../dependencies/recorded-query.ts';
import type { FactMatches } from '../facts/fact-index.ts';
import { withoutEchoes } from '../findings/echoes.ts';
import type { Finding } from '../findings/finding.ts';
import { byPlaceAndRule } from '../findings/finding-order.ts';
import { gate } from '../findings/gate.ts';
import { sameFinding } from '../findings/same-finding.ts';
import { Multimap } from '../index/multimap.ts';
import type { IndexKey, ObjectIndex } from '../index/object-index.ts';
import type { Scopes } from '../index/scopes.ts';
import { asBuilt } from '../kustomize/as-built.ts';
import { isOfPart, isWhole } from '../kustomize/is-whole.ts';
import { patchJudgements } from '../kustomize/patch-problems.ts';
import type { Resource } from '../objects/resource.ts';
import type { View } from '../query/view.ts';
import { namesakesOf } from '../resolution/namesakes.ts';
import { QueryCache } from '../resolution/query-cache.ts';
import { hasUnread, objectsInAnyNamespace, objectsOf } from '../resolution/resolve.ts';
import { MAX_FINDINGS, tooManyFindings, tooManyTextFindings } from '../rules/limits/too-many.ts';
import { findingOf, type Rule, textFindingOf } from '../rules/rule.ts';
import { wholeOf } from '../syntax/list-parts.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { SchemaValidator } from '../validation/schema-validator.ts';
import type { Portion } from './portion.ts';
import { type RuleTable, ruleTableOf } from './rule-table.ts';
import type { WorkspaceOptions } from './workspace-options.ts';

/**
 * The findings of every object, kept until an answer they were built on may have changed. Each object is evaluated with
 * a record of the questions its rules asked; a document that comes or goes touches the keys it answers to, and whoever
 * asked about one of them is evaluated again at the next `update`.
 */
export class Findings {
  #scopes: Scopes;
  readonly #options: WorkspaceOptions;
  readonly #evaluations = new Map<Resource, CachedEvaluation>();
  readonly #askers = new DependencyIndex();
  readonly #byDocument = new Multimap<ManifestDocument, Finding>();
  readonly #pending = new Set<Resource>();
  readonly #rules: RuleTable;
  /** For each file, the others whose findings point into it. It only grows: telling of a file in vain harms nobody. */
  readonly #pointing = new Map<string, Set<string>>();
  #changedFiles = new Set<string>();

  /** Exchanged by the workspace, which then says what is to be evaluated again. */
  schemas: SchemaValidator | undefined;
  /** Of the update that runs. */
  #answers = new Map<ObjectIndex, QueryCache>();

  constructor(scopes: Scopes, options: WorkspaceOptions) {
    this.#scopes = scopes;
    this.#options = options;
    this.schemas = options.schemas;
    this.#rules = ruleTableOf(options.rules ?? options.registry.rules);
  }

  /** Exchanged by the workspace, which takes everything out of the old ones and puts it into these. */
  set scopes(scopes: Scopes) {
    this.#scopes = scopes;
  }

  readonly touched = (key: IndexKey): void => {
    for (const resource of this.#askers.of(key)) this.#pending.add(resource);
  };

  /** Its places may lie elsewhere now, whatever becomes of its findings, and so may what others show of it. */
  fileChanged(uri: string): void {
    this.#changedFiles.add(uri);
    for (const other of this.#pointing.get(uri) ?? []) this.#changedFiles.add(other);
  }

  add(resource: Resource): void {
    this.#pending.add(resource);
  }

  /** Judges a document as text, and why it cannot be read: it depends on nothing else, and is done at once. */
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

  /** Whether there is something left to judge. */
  get isDue(): boolean {
    return this.#pending.size > 0 || this.#scopes.indexes.some(({ builds }) => !builds.isSettled);
  }

  update({ most = Number.POSITIVE_INFINITY, atOnce = most, first = () => false }: Portion): ReadonlySet<string> {
    this.#answers.clear();
    for (const index of this.#scopes.indexes) {
      try {
        index.settle(this.touched);
      } catch (error) {
        this.#options.onBug?.('kustomizations', error);
      }
    }
    const isAll = this.#pending.size <= atOnce;
    if (!isAll) for (const resource of this.#pending) if (first(resource.uri)) this.#judgeAnew(resource);
    let left = isAll ? atOnce : most;
    for (const resource of this.#pending) {
      if (left-- <= 0) break;
      this.#judgeAnew(resource);
    }
    this.#answers.clear();
    const changed = this.#changedFiles;
    this.#changedFiles = new Set();
    return changed;
  }

  #judgeAnew(resource: Resource): void {
    this.#options.onProgress?.(resource.uri);
    this.#pending.delete(resource);
    this.#forget(resource);
    try {
      this.#keep(resource, this.#evaluate(resource));
    } catch (error) {
      // Exceptions of rules are caught in #ask. One of the queries costs the findings of one object.
      this.#options.onBug?.(`check of ${resource.uri}`, error);
    }
  }

  #point(from: string, to: string): void {
    const known = this.#pointing.get(from);
    if (known) known.add(to);
    else this.#pointing.set(from, new Set([to]));
  }

  in(document: ManifestDocument): readonly Finding[] {
    const byStart = new Map<number, Finding[]>();
    for (const finding of this.#byDocument.values(document)) {
      const { start } = finding.place.span;
      const beside = byStart.get(start);
      if (!beside) byStart.set(start, [finding]);
      else if (!beside.some((other) => sameFinding(other, finding))) beside.push(finding);
    }
    return [...byStart.values()].flat().sort(byPlaceAndRule);
  }

  #evaluate(resource: Resource): Evaluation {
    const keys = new Set<IndexKey>();
    const findings: Finding[] = [];
    // A text that could not be read whole answers to its name; what it says beyond that may be half a truth.
    if (resource.broken) return { keys, findings };
    const index = this.#scopes.indexOf(resource.uri);
    const query = { index, record: (key: IndexKey) => keys.add(key), spread: new Map<Resource, boolean>() };
    const view = this.#viewOf(resource, query);
    for (const rule of this.#rules.ofKind(resource)) this.#ask(rule, resource, view, query, findings);
    return { keys, findings: withoutEchoes(findings) };
  }

  /** Adds what a rule finds until it throws. Without generators of its own: this runs for every rule and object. */
  #ask(rule: Rule, resource: Resource, view: View, query: RecordedQuery, findings: Finding[]): void {
    this.#options.onProgress?.(resource.uri, rule.id);
    try {
      let count = 0;
      for (const report of rule.check?.(resource, view) ?? []) {
        if (count++ === MAX_FINDINGS) {
          findings.push(tooManyFindings(rule, report));
          return;
        }
        const told = findingOf(rule, report);
        const about = [report.resource, ...(report.concerns ?? [])];
        // Without schemas nothing is known of releases, and what holds for some of them is not told.
        const gated = gate(told, (provider) => view.releases(provider, about), view.titleOf);
        const finding = gated && asBuilt(gated, query);
        if (finding) findings.push(finding);
      }
    } catch (error) {
      this.#options.onBug?.(rule.id, error);
    }
  }

  /** What a rule finds until it throws: its fault costs its own findings and nobody else's. */
  #collect(rule: Rule, run: () => Iterable<Finding>): readonly Finding[] {
    const findings: Finding[] = [];
    try {
      for (const finding of run()) findings.push(finding);
    } catch (error) {
      this.#options.onBug?.(rule.id, error);
    }
    return findings;
  }

  #viewOf(resource: Resource, query: RecordedQuery): View {
    const { schemas } = this;
    const { registry } = this.#options;
    const { record } = query;
    const answers = this.#answersOf(query.index);
    let known: readonly Resource[] | undefined;
    const joined = () => {
      known ??= answers.joinedTo(record, resource);
      return known;
    };
    const ownReleases = new Map<string, readonly string[]>();
    let isOwnWhole: boolean | undefined;
    let ownFacts: FactMatches | undefined;
    const isWholeObject = (target: Resource) => {
      if (target !== resource) return isWhole(target, query);
      isOwnWhole ??= isWhole(resource, query);
      return isOwnWhole;
    };
    const violations = schemas?.validate(resource, joined) ?? [];
    const own = violations.length === 0 || isWholeObject(resource) ? violations : violations.filter(isOfPart);
    const patches = schemas ? patchJudgements(resource, query, schemas) : [];
    const ofResource = patches.length > 0 ? [...own, ...patches] : own;
    return {
      resolve: (from, reference) => answers.resolve(record, { resource: from, reference }),
      referrersTo: (target) => answers.referrersTo(record, target),
      objectsOf: (from, kind, facet) => objectsOf(query, from, kind, facet),
      objectsInAnyNamespace: (from, kind, facet) => objectsInAnyNamespace(query, from, kind, facet),
      namesakes: (object) => namesakesOf(query, object),
      hasUnread: (from) => hasUnread(query, from),
      isWhole: isWholeObject,
      target: (provider) => schemas?.targetsFor(resource.uri)[provider],
      releases: (provider, about = []) => {
        if (!schemas) return [];
        const of = (objects: readonly Resource[]) =>
          schemas.applicableReleases(provider, resource.uri, [resource, ...objects, ...joined()]);
        if (about.some((object) => object !== resource)) return of(about);
        const releases = ownReleases.get(provider) ?? of([]);
        ownReleases.set(provider, releases);
        return releases;
      },
      titleOf: (provider) => schemas?.store.titleOf(provider) ?? provider,
      kindElsewhere: (kind) => schemas?.kindElsewhere(kind),
      similarKinds: (kind) => schemas?.similarKinds(kind) ?? [],
      factsIn: (object) => {
        if (object !== resource) return registry.facts.matchesIn(object);
        ownFacts ??= registry.facts.matchesIn(resource);
        return ownFacts;
      },
      contributions: registry.forRules,
      violations: (object) => (object === resource ? ofResource : (schemas?.validate(object) ?? [])),
    };
  }

  #answersOf(index: ObjectIndex): QueryCache {
    const answers = this.#answers.get(index) ?? new QueryCache(index);
    this.#answers.set(index, answers);
    return answers;
  }

  #keep(resource: Resource, evaluation: Evaluation): void {
    const questions = this.#askers.remember(evaluation.keys, resource);
    this.#evaluations.set(resource, { questions, findings: evaluation.findings });
    for (const finding of evaluation.findings) {
      const { document, uri } = finding.place;
      this.#byDocument.insert(wholeOf(document), finding);
      this.#changedFiles.add(uri);
      for (const { place } of finding.related) if (place.uri !== uri) this.#point(place.uri, uri);
    }
  }

  #forget(resource: Resource): void {
    const evaluation = this.#evaluations.get(resource);
    if (!evaluation) return;
    this.#evaluations.delete(resource);
    this.#askers.forget(evaluation.questions, resource);
    for (const finding of evaluation.findings) {
      this.#byDocument.drop(wholeOf(finding.place.document), finding);
      this.#changedFiles.add(finding.place.uri);
    }
  }
}

interface Evaluation {
  readonly keys: ReadonlySet<IndexKey>;
  readonly findings: readonly Finding[];
}

interface CachedEvaluation {
  readonly questions: readonly Question[];
  readonly findings: readonly Finding[];
}
