import { withoutEchoes } from '../findings/echoes.ts';
import type { Finding } from '../findings/finding.ts';
import { gate } from '../findings/gate.ts';
import { sameFinding } from '../findings/same-finding.ts';
import type { Resource } from '../resources/resource.ts';
import { findingOf, type Rule, textFindingOf, type View } from '../rules/rule.ts';
import { wholeOf } from '../syntax/list-parts.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { SchemaJudge } from '../validation/judge.ts';
import { Answers } from './answers.ts';
import { asBuilt } from './as-built.ts';
import type { Asked } from './asked.ts';
import { Askers, type Question } from './askers.ts';
import { isOfPart, isWhole } from './is-whole.ts';
import { Multimap } from './multimap.ts';
import { namesakesOf } from './namesakes.ts';
import type { IndexKey, ObjectIndex } from './object-index.ts';
import { patchJudgements } from './patch-judgements.ts';
import { hasUnread, objectsInAnyNamespace, objectsOf } from './resolve.ts';
import { type RuleTable, ruleTableOf } from './rule-table.ts';
import type { WorkspaceOptions } from './workspace.ts';
import type { Worlds } from './worlds.ts';

/**
 * The findings of every object, kept until an answer they were built on may have changed. Each object is judged with
 * a record of the questions its rules asked; a document that comes or goes touches the keys it answers to, and whoever
 * asked about one of them is judged again at the next `update`.
 */
export class Findings {
  #worlds: Worlds;
  readonly #options: WorkspaceOptions;
  readonly #judgements = new Map<Resource, KeptJudgement>();
  readonly #askers = new Askers();
  readonly #byDocument = new Multimap<ManifestDocument, Finding>();
  readonly #pending = new Set<Resource>();
  readonly #rules: RuleTable;
  /** For each file, the others whose findings point into it. It only grows: telling of a file in vain harms nobody. */
  readonly #pointing = new Map<string, Set<string>>();
  #changedFiles = new Set<string>();

  /** Exchanged by the workspace, which then says what is to be judged anew. */
  schemas: SchemaJudge | undefined;
  /** Of the update that runs. */
  #answers = new Map<ObjectIndex, Answers>();

  constructor(worlds: Worlds, options: WorkspaceOptions) {
    this.#worlds = worlds;
    this.#options = options;
    this.schemas = options.schemas;
    this.#rules = ruleTableOf(options.rules);
  }

  /** Exchanged by the workspace, which takes everything out of the old ones and puts it into these. */
  set worlds(worlds: Worlds) {
    this.#worlds = worlds;
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
        if (isUnreadable)
          for (const report of rule.checkText?.(document) ?? []) yield textFindingOf(rule, report, uri, document);
        for (const report of rule.checkSource?.(document, uri) ?? []) yield textFindingOf(rule, report, uri, document);
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
    return this.#pending.size > 0 || this.#worlds.indexes.some(({ builds }) => !builds.isSettled);
  }

  update({ most = Number.POSITIVE_INFINITY, atOnce = most, first = () => false }: Portion): ReadonlySet<string> {
    this.#answers.clear();
    for (const index of this.#worlds.indexes) {
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
    this.#pending.delete(resource);
    this.#forget(resource);
    try {
      this.#keep(resource, this.#judge(resource));
    } catch (error) {
      // The rules have their own net; this is a fault in what they ask. It costs the findings of one object.
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
    return [...byStart.values()]
      .flat()
      .sort((a, b) => a.place.span.start - b.place.span.start || (a.rule < b.rule ? -1 : 1));
  }

  #judge(resource: Resource): Judgement {
    const keys = new Set<IndexKey>();
    const findings: Finding[] = [];
    // A text that could not be read whole answers to its name; what it says beyond that may be half a truth.
    if (resource.broken) return { keys, findings };
    const index = this.#worlds.indexOf(resource.uri);
    const asked = { index, ask: (key: IndexKey) => keys.add(key), spread: new Map<Resource, boolean>() };
    const view = this.#viewOf(resource, asked);
    for (const rule of this.#rules.ofKind(resource.kind)) this.#ask(rule, resource, view, asked, findings);
    return { keys, findings: withoutEchoes(findings) };
  }

  /** Adds what a rule finds until it throws. Without generators of its own: this runs for every rule and object. */
  #ask(rule: Rule, resource: Resource, view: View, asked: Asked, findings: Finding[]): void {
    try {
      for (const report of rule.check?.(resource, view) ?? []) {
        const told = findingOf(rule, report);
        const about = [report.resource, ...(report.concerns ?? [])];
        // Without schemas nothing is known of releases, and what holds for some of them is not told.
        const gated = gate(told, (provider) => view.releases(provider, about));
        const finding = gated && asBuilt(gated, asked);
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

  #viewOf(resource: Resource, asked: Asked): View {
    const { schemas } = this;
    const { ask } = asked;
    const answers = this.#answersOf(asked.index);
    let known: readonly Resource[] | undefined;
    const joined = () => {
      known ??= answers.joinedTo(ask, resource);
      return known;
    };
    const ownReleases = new Map<string, readonly string[]>();
    let isOwnWhole: boolean | undefined;
    const isWholeObject = (target: Resource) => {
      if (target !== resource) return isWhole(target, asked);
      isOwnWhole ??= isWhole(resource, asked);
      return isOwnWhole;
    };
    const judged = schemas?.judge(resource, joined) ?? [];
    const own = judged.length === 0 || isWholeObject(resource) ? judged : judged.filter(isOfPart);
    const patches = schemas ? patchJudgements(resource, asked, schemas) : [];
    const ofResource = patches.length > 0 ? [...own, ...patches] : own;
    return {
      resolve: (from, reference) => answers.resolve(ask, { resource: from, reference }),
      referrersTo: (target) => answers.referrersTo(ask, target),
      objectsOf: (from, kind, facet) => objectsOf(asked, from, kind, facet),
      objectsInAnyNamespace: (from, kind, facet) => objectsInAnyNamespace(asked, from, kind, facet),
      namesakes: (object) => namesakesOf(asked, object),
      hasUnread: (from) => hasUnread(asked, from),
      isWhole: isWholeObject,
      target: (provider) => schemas?.targetsFor(resource.uri)[provider],
      releases: (provider, about = []) => {
        if (!schemas) return [];
        const of = (objects: readonly Resource[]) =>
          schemas.releasesInQuestion(provider, resource.uri, [resource, ...objects, ...joined()]);
        if (about.some((object) => object !== resource)) return of(about);
        // Asked for each finding, and most are about the object alone.
        const releases = ownReleases.get(provider) ?? of([]);
        ownReleases.set(provider, releases);
        return releases;
      },
      judgements: (object) => (object === resource ? ofResource : (schemas?.judge(object) ?? [])),
    };
  }

  #answersOf(index: ObjectIndex): Answers {
    const answers = this.#answers.get(index) ?? new Answers(index);
    this.#answers.set(index, answers);
    return answers;
  }

  #keep(resource: Resource, judgement: Judgement): void {
    const questions = this.#askers.remember(judgement.keys, resource);
    this.#judgements.set(resource, { questions, findings: judgement.findings });
    for (const finding of judgement.findings) {
      const { document, uri } = finding.place;
      this.#byDocument.insert(wholeOf(document), finding);
      this.#changedFiles.add(uri);
      for (const { place } of finding.related) if (place.uri !== uri) this.#point(place.uri, uri);
    }
  }

  #forget(resource: Resource): void {
    const judgement = this.#judgements.get(resource);
    if (!judgement) return;
    this.#judgements.delete(resource);
    this.#askers.forget(judgement.questions, resource);
    for (const finding of judgement.findings) {
      this.#byDocument.drop(wholeOf(finding.place.document), finding);
      this.#changedFiles.add(finding.place.uri);
    }
  }
}

/**
 * How much is judged: all, where no more than `atOnce` objects are due; else those of the files that are wanted first, and
 * `most` others. Where nothing is said, all.
 */
export interface Portion {
  readonly most?: number;
  readonly atOnce?: number;
  readonly first?: (uri: string) => boolean;
}

interface Judgement {
  readonly keys: ReadonlySet<IndexKey>;
  readonly findings: readonly Finding[];
}

interface KeptJudgement {
  readonly questions: readonly Question[];
  readonly findings: readonly Finding[];
}
